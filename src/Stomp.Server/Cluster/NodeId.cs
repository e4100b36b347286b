using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Stomp.Server.Cluster;

/// <summary>What this server is called among the others: its name, and what tells its starts apart.</summary>
internal sealed class NodeId(IOptions<ClusterOptions> options)
{
    public string Value { get; } = $"{NameOf(options.Value)}-{RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyz", 8)}";

    private static string NameOf(ClusterOptions options) => options.NodeName is { Length: > 0 } name ? name : Clean(Environment.MachineName);

    // It becomes part of a topic's name, in whatever broker there is.
    private static string Clean(string machine) => string.Concat(machine.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-').Take(64));
}
