using Microsoft.Extensions.Options;

namespace Stomp.Server;

/// <summary>What attributes cannot state: the prefixes of destinations must not get into each other's way.</summary>
internal sealed class StompPrefixesValidator : IValidateOptions<StompOptions>
{
    public ValidateOptionsResult Validate(string? name, StompOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        var prefixes = Named(nameof(options.ApplicationPrefixes), options.ApplicationPrefixes)
            .Concat(Named(nameof(options.BrokerPrefixes), options.BrokerPrefixes))
            .Append((Option: nameof(options.UserPrefix), Prefix: options.UserPrefix))
            .ToList();

        foreach (var (option, prefix) in prefixes)
        {
            if (prefix is not ['/', not '/', ..] || prefix.EndsWith('/') || prefix.AsSpan().ContainsAny('*', '?', '{'))
                faults.AddError($"{option}: '{prefix}' must begin with one '/', not end in one and hold no wildcard, as '/topic' does.");
        }

        foreach (var group in prefixes.GroupBy(entry => entry.Prefix, StringComparer.Ordinal).Where(group => group.Skip(1).Any()))
            faults.AddError($"{string.Join(" and ", group.Select(entry => entry.Option))}: '{group.Key}' may stand in one place only.");
        if (options.BrokerPrefixes.Count == 0) faults.AddError($"{nameof(options.BrokerPrefixes)}: needs at least one, such as '/topic'.");
        return faults.Build();
    }

    private static IEnumerable<(string Option, string Prefix)> Named(string option, IEnumerable<string> prefixes) =>
        prefixes.Select(prefix => (option, prefix));
}
