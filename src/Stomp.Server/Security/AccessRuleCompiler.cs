using Microsoft.AspNetCore.Authorization;
using Stomp.Server.Broker;

namespace Stomp.Server.Security;

/// <summary>Makes the rules that the application wrote ready to be asked. What cannot work is told of at start, all at once.</summary>
internal sealed class AccessRuleCompiler(Destinations destinations, IAuthorizationPolicyProvider policies)
{
    private readonly List<string> _faults = [];
    private readonly List<AccessRule> _rules = [];

    /// <exception cref="InvalidOperationException">A rule cannot work.</exception>
    public async Task<AccessRule[]> CompileAsync(IEnumerable<DestinationRule> rules)
    {
        foreach (var (index, rule) in rules.Index()) await AddAsync(rule, $"Rule {index + 1}");
        if (_faults.Count > 0) throw new InvalidOperationException("The destination policies cannot be used:" + string.Concat(_faults.Select(fault => $"\n  {fault}")));
        return [.. _rules];
    }

    private async Task AddAsync(DestinationRule rule, string name)
    {
        if (!rule.IsFinished) _faults.Add($"{name} does not say whom it admits; end it with Allow(), Deny() or one of the Require methods.");
        var policy = rule.Policy;
        if (rule.PolicyName is { } policyName && (policy = await policies.GetPolicyAsync(policyName)) is null)
            _faults.Add($"{name}: there is no policy '{policyName}'; register it with AddAuthorization.");

        StompCommand?[] commands = rule.Commands.Length == 0 ? [null] : [.. rule.Commands];
        foreach (var command in commands)
        {
            if (rule.Patterns.Length == 0) Add(rule, name, command, null, policy);
            foreach (var text in rule.Patterns) Add(rule, name, command, text, policy);
        }
    }

    private void Add(DestinationRule rule, string name, StompCommand? command, string? text, AuthorizationPolicy? policy)
    {
        try
        {
            var pattern = text is null ? null : RulePattern.Parse(text);
            var grants = pattern is null ? Access.ByDefault : destinations.IsOfOthers(pattern.Text) ? Access.OpenedForOthers : Access.Opened;
            _rules.Add(new($"{name}, {command?.ToWireName() ?? "any frame"} {text}".TrimEnd(), command, pattern, rule.Denies, policy, grants));
        }
        catch (FormatException e)
        {
            _faults.Add($"{name}: {e.Message}.");
        }
    }
}
