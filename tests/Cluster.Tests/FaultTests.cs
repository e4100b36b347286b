using EndToEnd.Tests.Durability;
using Testing.Brokers;
using Xunit;

namespace Cluster.Tests;

/// <summary>Clients on three servers talk with receipts while something breaks: what was acknowledged is in the log once, and heard once and in order by all.</summary>
public sealed class FaultTests(OutsideFixture outside) : IClassFixture<OutsideFixture>
{
    private const int Clients = 30;
    private const int Rounds = 20;
    // A broker takes its time to start. Twenty rounds of these hold, too.
    private const int Restarts = 5;

    [SkippableFact]
    public async Task Nothing_acknowledged_is_lost_when_connections_to_the_broker_break()
    {
        await using var cluster = await ChatCluster.StartAsync(outside);
        await ProveAsync(cluster, Rounds, async round =>
        {
            await cluster[round % 3].Gateway.CloseAsync();
            cluster[round % 3].Gateway.Open();
        });
    }

    [SkippableFact]
    public async Task Nothing_acknowledged_is_lost_when_RabbitMQ_is_killed()
    {
        await using var cluster = await ChatCluster.StartAsync(outside);
        await ProveAsync(cluster, Restarts, async _ =>
        {
            await outside.RabbitMq.KillAsync();
            await outside.RabbitMq.StartAgainAsync();
        });
    }

    [SkippableFact]
    public async Task Nothing_acknowledged_is_lost_when_ActiveMQ_is_killed()
    {
        var activeMq = new ActiveMqFixture();
        Testing.Requirement.Check(activeMq.Missing);
        outside.Check();
        try
        {
            await activeMq.InitializeAsync();
            await using var cluster = await ChatCluster.StartAsync(outside, activeMq.TcpAddress);
            await ProveAsync(cluster, Restarts, async _ =>
            {
                await activeMq.KillAsync();
                await activeMq.StartAgainAsync();
            });
        }
        finally
        {
            await activeMq.DisposeAsync();
        }
    }

    private static async Task ProveAsync(ChatCluster cluster, int rounds, Func<int, Task> breakAsync)
    {
        await using var crowd = new Crowd(Clients, "faults", cluster.WhenUpAsync);
        for (var round = 0; round < rounds; round++)
        {
            await crowd.WhenAcknowledgedAsync(Random.Shared.Next(1, 2 * Clients));
            await breakAsync(round);
        }

        await crowd.WhenEachAcknowledgedAsync();
        await crowd.ProveAsync();
    }
}
