using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Sessions;

/// <summary>What the sessions of one endpoint share: its options, and the filters between them and their frames.</summary>
internal sealed class SessionEndpoint
{
    private readonly Func<StompContext, ValueTask>? _inbound;
    private readonly Func<StompContext, ValueTask>? _outbound;

    public SessionEndpoint(StompEndpointOptions options, IEnumerable<FilterRegistration> registrations, IServiceProvider services)
    {
        Options = options;
        if (options.RequireAntiforgery && services.GetService<IAntiforgery>() is null)
            throw new InvalidOperationException($"{nameof(options.RequireAntiforgery)} needs the antiforgery services; call AddAntiforgery().");
        var ofAll = registrations.ToLookup(registration => registration.IsOutbound, registration => registration.Filter);
        _inbound = Chain(ofAll[false].Concat(options.InboundFilters), services);
        _outbound = Chain(ofAll[true].Concat(options.OutboundFilters), services);
    }

    public StompEndpointOptions Options { get; }

    public bool FiltersInbound => _inbound is not null;

    public bool FiltersOutbound => _outbound is not null;

    /// <summary>Takes what a client sent through the filters to whoever handles it.</summary>
    public ValueTask FilterInboundAsync(StompContext context) => RunAsync(_inbound!, context);

    /// <summary>Takes what a client is sent through the filters.</summary>
    public ValueTask FilterOutboundAsync(StompContext context) => RunAsync(_outbound!, context);

    /// <summary>Makes one delegate of all filters, once, as ASP.NET Core does of its middleware.</summary>
    private static Func<StompContext, ValueTask>? Chain(IEnumerable<Type> filters, IServiceProvider services)
    {
        var made = filters.Select(filter => (IStompFilter)ActivatorUtilities.GetServiceOrCreateInstance(services, filter)).ToList();
        if (made.Count == 0) return null;
        Func<StompContext, ValueTask> chain = static context => context.HandleAsync();
        foreach (var filter in Enumerable.Reverse(made))
        {
            var next = chain;
            chain = context => filter.InvokeAsync(context, next);
        }

        return chain;
    }

    private static async ValueTask RunAsync(Func<StompContext, ValueTask> chain, StompContext context)
    {
        try
        {
            await chain(context);
        }
        finally
        {
            context.End();
        }
    }
}
