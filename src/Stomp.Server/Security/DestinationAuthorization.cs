using System.Collections.ObjectModel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Security;

/// <summary>
/// Asks the application's rules whether a client may do what a frame says: behind its filters, before anything looks at the destination.
/// </summary>
internal sealed partial class DestinationAuthorization(IEnumerable<DestinationPolicies> policies, Destinations destinations,
    PolicyCheck check, IServiceScopeFactory scopes, ILogger<DestinationAuthorization> logger) : IHostedService
{
    private readonly DestinationRule[] _written = [.. policies.SelectMany(one => one.Rules)];
    private AccessRule[]? _rules;

    /// <summary>Whether there is any rule.</summary>
    public bool IsActive => _written.Length > 0;

    /// <summary>Whether any rule speaks of SENDs. Where none does, a message costs nothing here.</summary>
    public bool AsksOfSends { get; } = policies.SelectMany(one => one.Rules).Any(rule => rule.Commands.Length == 0 || rule.Commands.Contains(StompCommand.Send));

    public Task StartAsync(CancellationToken cancellationToken) => IsActive ? CompileAsync() : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="MessageRejectedException">A rule refuses it.</exception>
    public async ValueTask CheckConnectAsync(StompSession session)
    {
        if (IsActive) await CheckAsync(session, StompCommand.Connect, "");
    }

    /// <summary>Asks the rules, in their order.</summary>
    /// <returns>What they open for the client.</returns>
    /// <exception cref="MessageRejectedException">One of them refuses it.</exception>
    public async ValueTask<Access> CheckAsync(StompSession session, StompCommand command, string destination)
    {
        var isPattern = command == StompCommand.Subscribe && DestinationPattern.IsPattern(destination);
        var resource = new DestinationResource(session, command, destination, ReadOnlyDictionary<string, string>.Empty, isPattern);
        foreach (var rule in _rules ?? await CompileAsync())
        {
            if (!rule.Concerns(resource)) continue;
            if (!await AdmitsAsync(rule, resource))
            {
                LogRefused(session.Id, command.ToWireName(), LogText.OneLine(destination), rule.Text);
                throw command == StompCommand.Connect ? ConnectAuthentication.Refused("The connection was refused.") : DestinationRefusal.Create();
            }

            if (rule.Decides(resource)) return rule.Grants;
        }

        return Access.ByDefault;
    }

    private ValueTask<bool> AdmitsAsync(AccessRule rule, DestinationResource resource)
    {
        if (rule.Denies) return new(false);
        if (rule.Policy is not { } policy) return new(true);
        if (rule.Pattern is not { HasVariables: true } pattern) return check.MeetsAsync(policy, resource);
        // What stands in a variable's place is a wildcard, not a value that the policy could judge.
        return resource.IsPattern ? new(false) : check.MeetsAsync(policy, resource with { Variables = pattern.ValuesIn(resource.Destination) });
    }

    private async Task<AccessRule[]> CompileAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var compiler = new AccessRuleCompiler(destinations, scope.ServiceProvider.GetRequiredService<IAuthorizationPolicyProvider>());
        return _rules = await compiler.CompileAsync(_written);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session}: {Command} {Destination} refused by {Rule}")]
    private partial void LogRefused(string session, string command, string destination, string rule);
}
