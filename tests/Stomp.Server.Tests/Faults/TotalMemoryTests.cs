using System.Globalization;
using System.Text;

namespace Stomp.Server.Tests.Faults;

/// <summary>The mark for all that waits in the server (<see cref="StompOptions.MaxTotalQueuedBytes"/>).</summary>
[Collection(AloneCollection.Name)]
public sealed class TotalMemoryTests
{
    private const long Mark = 1 << 20;
    private const int Publishers = 8;
    private const int MessagesEach = 250;
    private const int BodyBytes = 4000;

    // A message's body with the number before it, its headers, and what its objects take.
    private const int MostMessageBytes = BodyBytes + 500;

    // An outbox tells what it holds in steps of 16 KiB.
    private const int MostUntoldBytes = 16 * 1024;

    // So many go over the mark, when nobody takes them.
    private const int Overfull = (int)(Mark / BodyBytes) + 50;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Past_the_mark_SENDs_to_a_queue_wait_and_go_on_when_its_consumer_catches_up()
    {
        using var limit = new CancellationTokenSource(Limit);
        await using var app = await FaultApp.StartAsync(options => options.MaxTotalQueuedBytes = Mark);
        var receipts = new int[Publishers];
        var publishing = Enumerable.Range(0, Publishers).Select(i => PublishAsync(app, i, "/queue/work", receipts, limit.Token)).ToArray();

        await Eventually.TrueAsync(() => app.Gauge.IsHigh);
        // Everybody else is served meanwhile.
        await using var consumer = await app.ConnectAsync(limit.Token);
        await consumer.SubscribeAsync("/topic/other");
        Assert.InRange(app.Gauge.Bytes, Mark, Mark + (Publishers * MostMessageBytes));
        Assert.True(receipts.Sum() * BodyBytes <= app.Gauge.Bytes, $"{receipts.Sum()} receipts for {app.Gauge.Bytes} bytes");
        Assert.All(publishing, one => Assert.False(one.IsCompleted));

        await consumer.SendAsync("SUBSCRIBE\nid:work\ndestination:/queue/work\nack:client-individual\nprefetch-count:50\n\n\0");
        await ReadAllAsync(consumer, acknowledges: true, app);
        await Task.WhenAll(publishing);

        Assert.All(receipts, count => Assert.Equal(MessagesEach, count));
        await Eventually.TrueAsync(() => app.Gauge.Bytes == 0, () => $"{app.Gauge.Bytes} bytes are still counted");
    }

    [Fact]
    public async Task Past_the_mark_SENDs_to_a_topic_wait_and_go_on_when_its_readers_catch_up()
    {
        const int Readers = 3;
        using var limit = new CancellationTokenSource(Limit);
        await using var app = await FaultApp.StartAsync(options =>
            (options.MaxTotalQueuedBytes, options.MaxQueuedBytes, options.SendTimeLimit) = (Mark, 1 << 26, TimeSpan.FromHours(1)));
        var readers = new List<BareClient>();
        for (var i = 0; i < Readers; i++)
        {
            readers.Add(await app.ConnectAsync(limit.Token, receiveBuffer: 4096));
            await readers[i].SubscribeAsync("/topic/work");
        }

        var receipts = new int[Publishers];
        var publishing = Enumerable.Range(0, Publishers).Select(i => PublishAsync(app, i, "/topic/work", receipts, limit.Token)).ToArray();
        await Eventually.TrueAsync(() => app.Gauge.IsHigh);
        Assert.InRange(app.Gauge.Bytes, Mark - (Readers * MostUntoldBytes), Mark + (Readers * ((Publishers * MostMessageBytes) + MostUntoldBytes)));
        Assert.All(publishing, one => Assert.False(one.IsCompleted));

        await Task.WhenAll(readers.Select(reader => ReadAllAsync(reader, acknowledges: false, app)));
        await Task.WhenAll(publishing);

        await Eventually.TrueAsync(() => app.Gauge.Bytes == 0, () => $"{app.Gauge.Bytes} bytes are still counted");
        foreach (var reader in readers) await reader.DisposeAsync();
    }

    [Fact]
    public async Task Past_the_mark_a_COMMIT_waits_too()
    {
        using var limit = new CancellationTokenSource(Limit);
        await using var app = await FaultApp.StartAsync(options => options.MaxTotalQueuedBytes = Mark);
        var filling = PublishAsync(app, 0, "/queue/work", new int[1], limit.Token, Overfull);
        await Eventually.TrueAsync(() => app.Gauge.IsHigh);
        await using var client = await app.ConnectAsync(limit.Token);
        var frames = new StringBuilder("BEGIN\ntransaction:1\n\n\0");
        for (var i = 0; i < 50; i++) frames.Append(null, $"SEND\ntransaction:1\ndestination:/queue/other\n\n{i} {new string('x', BodyBytes)}\0");
        frames.Append("SUBSCRIBE\nid:1\ndestination:/topic/before\nreceipt:before\n\n\0COMMIT\ntransaction:1\nreceipt:committed\n\n\0");
        await client.SendAsync(frames.ToString());
        await client.ReceiveAsync("RECEIPT");
        // Served after the COMMIT would have been, had it not waited.
        await using var consumer = await app.ConnectAsync(limit.Token);
        await consumer.SubscribeAsync("/topic/other");
        Assert.InRange(app.Gauge.Bytes, Mark, Mark + MostMessageBytes);

        await consumer.SendAsync("SUBSCRIBE\nid:work\ndestination:/queue/work\n\n\0");
        for (var i = 0; i < Overfull; i++) await consumer.ReceiveAsync("MESSAGE");
        await client.ReceiveAsync("RECEIPT");
        await filling;
    }

    [Fact]
    public async Task Past_the_mark_a_COMMIT_that_only_acknowledges_makes_room()
    {
        using var limit = new CancellationTokenSource(Limit);
        await using var app = await FaultApp.StartAsync(options => options.MaxTotalQueuedBytes = Mark);
        var filling = PublishAsync(app, 0, "/queue/work", new int[1], limit.Token, Overfull);
        await Eventually.TrueAsync(() => app.Gauge.IsHigh);
        await using var consumer = await app.ConnectAsync(limit.Token);
        await consumer.SendAsync("SUBSCRIBE\nid:work\ndestination:/queue/work\nack:client-individual\nprefetch-count:1\n\n\0");

        for (var i = 0; i < Overfull; i++)
        {
            var message = await consumer.ReceiveAsync("MESSAGE");
            await consumer.SendAsync($"BEGIN\ntransaction:1\n\n\0ACK\nid:{message.Headers["ack"]}\ntransaction:1\n\n\0COMMIT\ntransaction:1\n\n\0");
        }

        await filling;
    }

    [Fact]
    public async Task Who_waits_at_the_mark_may_go_and_so_may_the_server()
    {
        using var limit = new CancellationTokenSource(Limit);
        await using var app = await FaultApp.StartAsync(options => options.MaxTotalQueuedBytes = Mark);
        var filling = PublishAsync(app, 0, "/queue/work", new int[1], limit.Token, Overfull);
        await using var client = await app.ConnectAsync(limit.Token);
        await client.SubscribeAsync("/topic/other");
        await Eventually.TrueAsync(() => app.Gauge.IsHigh);
        await client.SendAsync("SEND\ndestination:/queue/other\n\nlast words\0");

        client.Kill();

        await app.App.WhenSessionsAsync(1);
        await app.App.StopAsync().WaitAsync(limit.Token);
        // Whether it still reads the ERROR that says why is a matter of moments.
        var ended = await Record.ExceptionAsync(() => filling);
        Assert.True(ended is IOException || ended?.Message.Contains("The server is shutting down; reconnect.", StringComparison.Ordinal) == true, $"{ended}");
        await app.App.WhenSessionsAsync(0);
        Assert.Empty(app.App.Log.Problems);
    }

    /// <summary>Sends without waiting, and counts the receipts.</summary>
    private static async Task PublishAsync(FaultApp app, int publisher, string destination, int[] receipts, CancellationToken cancellationToken,
        int messages = MessagesEach)
    {
        await using var client = await app.ConnectAsync(cancellationToken);
        var sending = SendAsync();
        for (; receipts[publisher] < messages; receipts[publisher]++) await client.ReceiveAsync("RECEIPT");
        await sending;

        async Task SendAsync()
        {
            var padding = new string('x', BodyBytes);
            for (var i = 0; i < messages; i++) await client.SendAsync($"SEND\ndestination:{destination}\npublisher:{publisher}\nreceipt:{i}\n\n{i} {padding}\0");
        }
    }

    /// <summary>Reads what all publishers send: each one's messages in their order, none twice, none missing.</summary>
    private static async Task ReadAllAsync(BareClient client, bool acknowledges, FaultApp app)
    {
        var next = new int[Publishers];
        while (next.Sum() < Publishers * MessagesEach)
        {
            var message = await client.ReceiveAsync("MESSAGE");
            Assert.Equal(next[int.Parse(message.Headers["publisher"]!, CultureInfo.InvariantCulture)]++, BareClient.NumberOf(message));
            if (!acknowledges) continue;
            Assert.InRange(app.Gauge.Bytes, 0, Mark + (Publishers * MostMessageBytes) + 512 * 1024);
            await client.SendAsync($"ACK\nid:{message.Headers["ack"]}\n\n\0");
        }
    }
}
