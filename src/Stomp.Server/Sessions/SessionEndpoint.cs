using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Sessions;

/// <summary>What the sessions of one endpoint share: its options, and the filters between them and their frames.</summary>
internal sealed class SessionEndpoint
{
    private readonly IStompFilter[] _inbound;
    private readonly IStompFilter[] _outbound;

    public SessionEndpoint(StompEndpointOptions options, IEnumerable<FilterRegistration> registrations, IServiceProvider services)
    {
        Options = options;
        if (options.RequireAntiforgery && services.GetService<IAntiforgery>() is null)
            throw new InvalidOperationException($"{nameof(options.RequireAntiforgery)} needs the antiforgery services; call AddAntiforgery().");
        var ofAll = registrations.ToLookup(registration => registration.IsOutbound, registration => registration.Filter);
        _inbound = [.. ofAll[false].Concat(options.InboundFilters).Select(Make)];
        _outbound = [.. ofAll[true].Concat(options.OutboundFilters).Select(Make)];

        IStompFilter Make(Type filter) => (IStompFilter)ActivatorUtilities.GetServiceOrCreateInstance(services, filter);
    }

    public StompEndpointOptions Options { get; }

    public bool FiltersInbound => _inbound.Length > 0;

    public bool FiltersOutbound => _outbound.Length > 0;

    /// <summary>Takes what a client sent through the filters to whoever handles it.</summary>
    public ValueTask FilterInboundAsync(StompContext context, Func<StompContext, ValueTask> handle) => FilterAsync(_inbound, 0, context, handle);

    /// <summary>Takes what a client is sent through the filters.</summary>
    public ValueTask FilterOutboundAsync(StompContext context, Func<StompContext, ValueTask> send) => FilterAsync(_outbound, 0, context, send);

    private static ValueTask FilterAsync(IStompFilter[] filters, int index, StompContext context, Func<StompContext, ValueTask> last) =>
        index == filters.Length ? last(context) : filters[index].InvokeAsync(context, passed => FilterAsync(filters, index + 1, passed, last));
}
