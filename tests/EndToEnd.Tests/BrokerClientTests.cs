using System.Globalization;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>Client libraries of other people, unmodified, with all that a broker does for them: over TCP (stomp.py, stompit) and WebSocket.</summary>
public sealed class BrokerClientTests
{
    private const string StompPy = "stomp.py";

    public static TheoryData<string> Libraries => [StompPy, "stompit", "stompjs", "rx-stomp"];

    [SkippableTheory]
    [MemberData(nameof(Libraries))]
    public async Task Receipts_acknowledgements_transactions_and_heart_beats_work(string library)
    {
        RequireClients();
        await using var server = await ConformanceProcess.StartAsync();
        await using var client = Start("broker", library, server);

        var exitCode = await client.WhenEndedAsync();

        Assert.True(exitCode == 0, $"{library} failed:\n{client.Output}\n{server.Process.Output}");
    }

    [SkippableTheory]
    [MemberData(nameof(Libraries))]
    public async Task Subscriptions_work_again_after_each_way_of_losing_the_connection(string library)
    {
        const string Queue = "/queue/enduring";
        RequireClients();
        await using var server = await ConformanceProcess.StartAsync();
        await using var client = Start("enduring", library, server);
        await HearsAsync("at first");

        client.Suspend();
        await server.Process.WaitForLineAsync("HeartBeatTimeout");
        client.Resume();
        await HearsAsync("after its silence");

        server.Process.Suspend();
        await client.WaitForLineAsync("lost");
        server.Process.Resume();
        await HearsAsync("after the server's silence");

        await server.RestartAsync();
        await HearsAsync("after a new start");

        await server.PublishAsync(Queue, "stop");
        Assert.Equal(0, await client.WhenEndedAsync());

        async Task HearsAsync(string message)
        {
            await server.PublishAsync(Queue, message);
            await client.WaitForLineAsync($"heard {message}");
        }
    }

    private static void RequireClients()
    {
        Requirement.NodeWithClients();
        Requirement.PythonWithClient();
    }

    private static ChildProcess Start(string scenario, string library, ConformanceProcess server)
    {
        var port = server.TcpPort.ToString(CultureInfo.InvariantCulture);
        return library == StompPy
            ? ChildProcess.Start(Requirement.PythonWithClient(), ["-B", $"{scenario}.py", port], Repository.PythonClients)
            : ChildProcess.Start(Requirement.NodeWithClients(), [$"{scenario}.mjs", server.Endpoint, library, port], Repository.NodeClients);
    }
}
