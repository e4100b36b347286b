using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Stomp.Server.Controllers;
using Stomp.Server.Sessions;

namespace Stomp.Server.Security;

/// <summary>
/// <c>[Authorize]</c> and <c>[AllowAnonymous]</c> on message controllers, with the meaning that they have in ASP.NET Core: all that stand on the class and the
/// method have to be met, the application's fallback policy where there are none, and nothing where anonymous clients are allowed.
/// </summary>
internal sealed partial class ControllerAuthorization(ControllerTable table, PolicyCheck check, IServiceProvider services,
    ILogger<ControllerAuthorization> logger) : IHostedService
{
    private Dictionary<MappedMethod, AuthorizationPolicy>? _policies;

    /// <summary>Whether a class or one of its methods says who may call it.</summary>
    public static bool IsWantedBy(Type controller) =>
        controller.IsDefined(typeof(AuthorizeAttribute), inherit: true) || Array.Exists(controller.GetMethods(), method => method.IsDefined(typeof(AuthorizeAttribute), inherit: true));

    /// <summary>Combines the attributes of every method, so that what cannot work is told of at start.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => CombineAsync();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="MessageRejectedException">The client may not call the method: the answer is that to a destination that does not exist.</exception>
    public ValueTask CheckAsync(ControllerInvocation invocation) =>
        _policies is { Count: 0 } ? default : CheckGuardedAsync(invocation);

    private async ValueTask CheckGuardedAsync(ControllerInvocation invocation)
    {
        var policies = _policies ?? await CombineAsync();
        if (!policies.TryGetValue(invocation.Mapping, out var policy) || await check.MeetsAsync(policy, ResourceOf(invocation))) return;
        LogRefused(invocation.Session.Id, LogText.OneLine(invocation.Destination), invocation.Mapping.Controller.Name, invocation.Mapping.Method.Name);
        throw DestinationRefusal.Create();
    }

    private static DestinationResource ResourceOf(ControllerInvocation invocation)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, name) in invocation.Mapping.Template.Variables.Index())
        {
            if (name is not null) variables[name] = invocation.Variable(index).ToString();
        }

        return new(invocation.Session, invocation.Frame.Command, invocation.Destination, variables);
    }

    private async Task<Dictionary<MappedMethod, AuthorizationPolicy>> CombineAsync()
    {
        var policies = new Dictionary<MappedMethod, AuthorizationPolicy>();
        var provider = services.GetService<IAuthorizationPolicyProvider>();
        var faults = new ControllerFaults();
        foreach (var method in provider is null ? [] : table.Methods)
        {
            var ofClass = method.Controller.GetCustomAttributes(inherit: true);
            var isOpenClass = ofClass.OfType<IAllowAnonymous>().Any();
            if (isOpenClass && method.Method.IsDefined(typeof(AuthorizeAttribute), inherit: true))
                faults.Add(method.Method, "[AllowAnonymous] on the class takes away [Authorize] on the method; put it on the methods that are open");
            if (method.Metadata.OfType<IAllowAnonymous>().Any()) continue;
            try
            {
                if (await AuthorizationPolicy.CombineAsync(provider!, method.Metadata.OfType<IAuthorizeData>()) is { } policy) policies.Add(method, policy);
            }
            catch (InvalidOperationException e)
            {
                faults.Add(method.Method, $"[Authorize]: {e.Message}");
            }
        }

        faults.ThrowIfAny();
        return _policies = policies;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session}: {Destination} refused by [Authorize] of {Controller}.{Method}")]
    private partial void LogRefused(string session, string destination, string controller, string method);
}
