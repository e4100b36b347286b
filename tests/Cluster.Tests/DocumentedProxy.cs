using System.Globalization;
using System.Text.RegularExpressions;
using EndToEnd.Tests;

namespace Cluster.Tests;

/// <summary>nginx before three servers, with the blocks of docs/deploy.md: one server, several without and with sticky sessions, and what then stands in the location.</summary>
internal static partial class DocumentedProxy
{
    public static async Task<NginxProcess> StartAsync(ChatCluster cluster, bool sticky)
    {
        var blocks = Block().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "deploy.md"))).Select(match => match.Groups["configuration"].Value).ToArray();
        var location = sticky ? blocks[3] : blocks[3].Replace("http://$chat;", "http://chat;", StringComparison.Ordinal);
        var text = (sticky ? blocks[2] : blocks[1]) + blocks[0]
            .Replace("proxy_pass http://127.0.0.1:5000;", location, StringComparison.Ordinal)
            .Replace("listen 80;", "listen 127.0.0.1:PORT;", StringComparison.Ordinal)
            .Replace("server_name chat.example.com;", "", StringComparison.Ordinal);
        for (var i = 0; i < 3; i++)
            text = text.Replace(string.Create(CultureInfo.InvariantCulture, $"10.0.0.{i + 1}:5000"), cluster[i].Server.Address.Authority, StringComparison.Ordinal);
        return await NginxProcess.StartAsync(text);
    }

    [GeneratedRegex("```nginx\n(?<configuration>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Block();
}
