using System.Net.Sockets;
using System.Text;

namespace Stomp.Server.Tests.Faults;

/// <summary>Consumers of a queue that die in every way and at any moment.</summary>
[Collection(AloneCollection.Name)]
public sealed class KilledSessionTests
{
    private const int Messages = 100_000;
    private const int Publishers = 4;
    private const int Consumers = 8;
    private const int LongestLife = 1000;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Every_message_is_processed_though_sessions_are_killed_and_what_comes_again_says_so()
    {
        using var limit = new CancellationTokenSource(Limit);
        await using var app = await FaultApp.StartAsync(options => (options.MaxQueueMessages, options.MaxDeliveries) = (Messages, 0));
        var ledger = new DeliveryLedger(Messages);
        var seed = Random.Shared.Next();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);

        var consumers = Enumerable.Range(0, Consumers).Select(i => ConsumeAsync(app, ledger, new Random(seed + i), done.Token)).ToArray();
        await Task.WhenAll(Enumerable.Range(0, Publishers).Select(i => PublishAsync(app, i, limit.Token)));
        await ledger.Complete.WaitAsync(limit.Token);
        // What was processed by somebody who died before saying so comes again, until all is acknowledged.
        await Eventually.TrueAsync(() => app.Gauge.Bytes == 0, () => $"{app.Gauge.Bytes} bytes wait for ever, seed {seed}");
        await done.CancelAsync();
        var deaths = (await Task.WhenAll(consumers)).Sum();

        await app.App.WhenSessionsAsync(0);
        Assert.Equal(0, app.Queues.Count);
        Assert.True(ledger.TwiceUnmarked == 0, $"{ledger.TwiceUnmarked} came again without a mark, seed {seed}");
        Assert.True(deaths > Messages / LongestLife, $"Only {deaths} sessions died, seed {seed}");
        Assert.True(ledger.Marked > 0, $"Nothing was delivered again, seed {seed}");
    }

    private static async Task PublishAsync(FaultApp app, int publisher, CancellationToken cancellationToken)
    {
        const int Share = Messages / Publishers;
        await using var client = await app.ConnectAsync(cancellationToken);
        var frames = new StringBuilder();
        for (var i = 0; i < Share; i++)
        {
            var receipt = i == Share - 1 ? "receipt:all\n" : "";
            frames.Append(null, $"SEND\ndestination:/queue/work\n{receipt}\n{(publisher * Share) + i}\0");
            if (frames.Length < 8000 && receipt.Length == 0) continue;
            await client.SendAsync(frames.ToString());
            frames.Clear();
        }

        await client.ReceiveAsync("RECEIPT");
    }

    /// <returns>How often it died.</returns>
    private static async Task<int> ConsumeAsync(FaultApp app, DeliveryLedger ledger, Random random, CancellationToken done)
    {
        for (var deaths = 0; ; deaths++)
        {
            try
            {
                await using var client = await app.ConnectAsync(done);
                await LiveAsync(app, client, ledger, random);
            }
            catch (OperationCanceledException) when (done.IsCancellationRequested)
            {
                return deaths;
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                // It had been cut off already when it spoke.
            }
        }
    }

    private static async Task LiveAsync(FaultApp app, BareClient client, DeliveryLedger ledger, Random random)
    {
        await client.SendAsync($"SUBSCRIBE\nid:0\ndestination:/queue/work\nack:client-individual\nprefetch-count:{random.Next(1, 200)}\n\n\0");
        for (var life = random.Next(1, LongestLife); life > 0; life--)
        {
            if (await client.TryReceiveAsync() is not { } message) return;
            Add(ledger, message);
            var answer = random.Next(100) > 0 ? "ACK" : "NACK";
            await client.SendAsync($"{answer}\nid:{message.Headers["ack"]}\n\n\0");
        }

        if (random.Next(4) == 0)
        {
            client.Kill();
            return;
        }

        await DieAsync(app, client, random.Next(3));
        while (await client.TryReceiveAsync() is { } late)
        {
            if (late.Command == StompCommand.Message) Add(ledger, late);
        }
    }

    private static void Add(DeliveryLedger ledger, StompFrame message) => ledger.Add(BareClient.NumberOf(message), message.Headers["redelivered"] == "true");

    private static async Task DieAsync(FaultApp app, BareClient client, int way)
    {
        switch (way)
        {
            case 0:
                client.FinishOutput();
                break;
            case 1:
                await client.SendAsync("NOT STOMP\n\n\0");
                break;
            default:
                foreach (var session in app.Sessions.All.Where(session => session.Id == client.SessionId)) await session.DisconnectAsync("Killed.");
                break;
        }
    }
}
