using Xunit;

namespace EndToEnd.Tests;

/// <summary>A scenario of <c>node/</c>, run by Node.js against a server.</summary>
internal static class NodeClient
{
    public static ChildProcess Start(string scenario, string endpoint, params string[] arguments) =>
        ChildProcess.Start(Requirement.NodeWithClients(), [$"{scenario}.mjs", endpoint, .. arguments], Repository.NodeClients);

    public static ChildProcess Start(string scenario, ServerProcess server) => Start(scenario, server.Endpoint);

    /// <summary>Runs a scenario to its end, which has to be a good one.</summary>
    public static Task RunAsync(string scenario, ServerProcess server) => RunAsync(scenario, server.Endpoint);

    /// <summary>The same against any endpoint, with what else the scenario is to know.</summary>
    public static async Task RunAsync(string scenario, string endpoint, params string[] arguments)
    {
        await using var client = Start(scenario, endpoint, arguments);
        var exitCode = await client.WhenEndedAsync();
        Assert.True(exitCode == 0, $"{scenario} failed:\n{client.Output}");
    }
}
