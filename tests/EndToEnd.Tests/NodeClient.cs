using Xunit;

namespace EndToEnd.Tests;

/// <summary>A scenario of <c>node/</c>, run by Node.js against a server.</summary>
internal static class NodeClient
{
    public static ChildProcess Start(string scenario, ServerProcess server) =>
        ChildProcess.Start(Requirement.NodeWithClients(), [$"{scenario}.mjs", server.Endpoint], Repository.NodeClients);

    /// <summary>Runs a scenario to its end, which has to be a good one.</summary>
    public static async Task RunAsync(string scenario, ServerProcess server)
    {
        await using var client = Start(scenario, server);
        var exitCode = await client.WhenEndedAsync();
        Assert.True(exitCode == 0, $"{scenario} failed:\n{client.Output}");
    }
}
