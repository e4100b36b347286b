using Microsoft.Extensions.Options;
using Stomp.Server.Broker;

namespace Stomp.Server.Log;

/// <summary>What attributes cannot state: rules of the log that could never do what they say.</summary>
internal sealed class LogRulesValidator : IValidateOptions<StompOptions>
{
    public ValidateOptionsResult Validate(string? name, StompOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        foreach (var (pattern, retention) in options.LogRules)
        {
            if (!options.BrokerPrefixes.Any(prefix => pattern.StartsWith(prefix + "/", StringComparison.Ordinal)))
                faults.AddError($"{nameof(options.LogRules)}: '{pattern}' must begin with one of {nameof(options.BrokerPrefixes)}, as '/topic/public/**' does.");
            else if (Destinations.IsQueue(pattern))
                faults.AddError($"{nameof(options.LogRules)}: '{pattern}' is a queue's, and messages of queues are not logged; use a topic.");
            if (retention is { MaxMessages: < 0 } or { MaxBytes: < 0 } || retention?.MaxAge < TimeSpan.Zero)
                faults.AddError($"{nameof(options.LogRules)}: '{pattern}' keeps less than nothing; use null for no limit.");
        }

        return faults.Build();
    }
}
