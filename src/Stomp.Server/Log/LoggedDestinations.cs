using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;

namespace Stomp.Server.Log;

/// <summary>Which destinations are logged, by <see cref="StompOptions.LogRules"/>. Queues and users' destinations never are.</summary>
internal sealed class LoggedDestinations(IOptions<StompOptions> options, Destinations destinations)
{
    /// <summary>What was decided is remembered for so many destinations; then it is decided anew.</summary>
    internal const int MostRemembered = 10_000;

    private readonly LogRule[] _rules = [.. options.Value.LogRules];
    private readonly ConcurrentDictionary<string, LogRule?> _decided = new(StringComparer.Ordinal);

    /// <summary>Whether any destination is.</summary>
    public bool IsActive => _rules.Length > 0;

    /// <summary>The rule that a destination is logged by; null when it is not.</summary>
    public LogRule? RuleOf(string destination)
    {
        if (!IsActive) return null;
        if (_decided.TryGetValue(destination, out var rule)) return rule;
        rule = Find(destination);
        if (_decided.Count >= MostRemembered) _decided.Clear();
        _decided[destination] = rule;
        return rule;
    }

    private LogRule? Find(string destination)
    {
        if (!destinations.IsOfBroker(destination) || Destinations.IsQueue(destination)) return null;
        foreach (var rule in _rules)
        {
            if (rule.Pattern == destination || DestinationPattern.Matches(rule.Pattern, destination)) return rule;
        }

        return null;
    }
}
