using System.Globalization;
using System.Text;

namespace Stomp.Server.Tests.Faults;

/// <summary>One subscriber of many that stops reading, with sockets that are still open.</summary>
[Collection(AloneCollection.Name)]
public sealed class PausedReaderTests
{
    private const int Readers = 499;
    private const int Messages = 500;
    private const int MessagesPerRound = 20;
    private const int MaxQueuedBytes = 128 * 1024;
    private const int SmallestBuffer = 4096;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly string Padding = new('x', 2000);

    [Fact]
    public async Task A_paused_reader_among_500_loses_its_session_and_the_others_get_every_message()
    {
        using var limit = new CancellationTokenSource(Limit);
        await using var app = await StartAsync(SlowConsumerPolicy.Disconnect);
        await using var paused = await app.ConnectAsync(limit.Token, SmallestBuffer);
        await paused.SubscribeAsync("/topic/quotes");

        await FloodAsync(app, limit.Token);

        Assert.Single(app.App.Log.Lines, line => line.Contains("ended: SlowConsumer", StringComparison.Ordinal) && line.Contains(paused.SessionId, StringComparison.Ordinal));
        await app.App.WhenSessionsAsync(0);
    }

    [Fact]
    public async Task A_paused_reader_among_500_loses_its_oldest_messages_by_rule_and_is_told_how_many()
    {
        using var limit = new CancellationTokenSource(Limit);
        await using var app = await StartAsync(SlowConsumerPolicy.DropOldest);
        await using var paused = await app.ConnectAsync(limit.Token, SmallestBuffer);
        await paused.SubscribeAsync("/topic/quotes");

        await FloodAsync(app, limit.Token);

        var (received, dropped, last) = (0, 0, -1);
        var publisher = await app.ConnectAsync(limit.Token);
        while (last < Messages)
        {
            var message = await paused.ReceiveAsync("MESSAGE");
            var number = BareClient.NumberOf(message);
            Assert.True(number > last, $"{number} came after {last}.");
            last = number;
            received++;
            dropped += int.Parse(message.Headers["dropped"] ?? "0", CultureInfo.InvariantCulture);
            // One more, for which there is room, tells of what was dropped before it.
            if (last == Messages - 1) await publisher.SendAsync($"SEND\ndestination:/topic/quotes\n\n{Messages} \0");
        }

        Assert.True(dropped > 0, "Nothing had to be dropped.");
        Assert.Equal(Messages + 1, received + dropped);
    }

    private static Task<FaultApp> StartAsync(SlowConsumerPolicy policy) => FaultApp.StartAsync(options =>
    {
        options.MaxQueuedBytes = MaxQueuedBytes;
        options.CloseTimeout = TimeSpan.FromMilliseconds(500);
        // What it may hold ends it, not the clock; and whoever waited for it would wait past the test's end.
        options.SendTimeLimit = TimeSpan.FromHours(1);
        options.SlowConsumers.Add(new("/topic/quotes", policy));
    });

    /// <summary>Publishes while the others read, each round when all have read the one before.</summary>
    private static async Task FloodAsync(FaultApp app, CancellationToken cancellationToken)
    {
        var readers = await Task.WhenAll(Enumerable.Range(0, Readers).Select(async _ =>
        {
            var reader = await app.ConnectAsync(cancellationToken);
            await reader.SubscribeAsync("/topic/quotes");
            return reader;
        }));
        var received = 0;
        var reading = Task.WhenAll(readers.Select(reader => ReadAllAsync(reader, () => Interlocked.Increment(ref received))));
        await using var publisher = await app.ConnectAsync(cancellationToken);
        await using (new OutboxWatch(app, MaxQueuedBytes))
        {
            for (var sent = 0; sent < Messages; sent += MessagesPerRound)
            {
                var frames = new StringBuilder();
                for (var i = sent; i < sent + MessagesPerRound; i++) frames.Append(null, $"SEND\ndestination:/topic/quotes\n\n{i} {Padding}\0");
                await publisher.SendAsync(frames.ToString());
                var expected = (sent + MessagesPerRound) * Readers;
                await Eventually.TrueAsync(() => reading.IsFaulted || Volatile.Read(ref received) == expected, () => $"{received} of {expected} messages came");
                if (reading.IsFaulted) await reading;
            }

            await reading;
        }

        foreach (var reader in readers) await reader.DisposeAsync();
    }

    private static async Task ReadAllAsync(BareClient reader, Action count)
    {
        for (var expected = 0; expected < Messages; expected++)
        {
            var message = await reader.ReceiveAsync("MESSAGE");
            Assert.Equal(expected, BareClient.NumberOf(message));
            Assert.Null(message.Headers["dropped"]);
            count();
        }
    }
}
