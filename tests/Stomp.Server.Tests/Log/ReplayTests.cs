using System.Globalization;
using Microsoft.Extensions.Options;
using Stomp.Server.Log;

namespace Stomp.Server.Tests.Log;

/// <summary>Where a replay begins, and what its client is told.</summary>
public sealed class ReplayTests
{
    [Theory]
    [InlineData("x-stream-offset:first", 1)]
    [InlineData("x-stream-offset:last", 5)]
    [InlineData("x-stream-offset:next", 6)]
    [InlineData("x-stream-offset:offset=3", 3)]
    [InlineData("x-stream-offset:offset=6", 6)]
    [InlineData("x-stream-offset:offset=0", 1)]
    [InlineData("x-stream-offset:timestamp=0", 1)]
    [InlineData("x-stream-offset:timestamp=4000000000", 6)]
    [InlineData("x-stream-history:2", 4)]
    [InlineData("x-stream-history:0", 6)]
    [InlineData("x-stream-history:99", 1)]
    [InlineData("x-stream-offset:offset=4\nx-stream-history:1", 4)]
    public async Task A_replay_begins_where_it_is_asked_to_and_goes_on_live(string headers, int first)
    {
        await using var app = await LogApp.StartAsync();
        await using var sender = await app.ConnectAsync();
        for (var i = 1; i <= 5; i++) await sender.SayAsync($"{i}");
        await using var client = await app.ConnectAsync();

        var receipt = await client.ResumeAsync(headers);
        await sender.SayAsync("6");
        await sender.SayAsync("7");

        Assert.Equal("true", receipt.Headers["recovered"]);
        Assert.Equal(first, receipt.Offset());
        for (var offset = first; offset <= 7; offset++)
        {
            var message = await client.ExpectAsync("MESSAGE");
            Assert.Equal($"{offset}", message.GetBodyText());
            Assert.Equal(offset, message.Offset());
            Assert.Equal(receipt.Headers["x-stream-epoch"], message.Headers["x-stream-epoch"]);
            Assert.Equal(offset == first ? "true" : null, message.Headers["recovered"]);
        }
    }

    [Fact]
    public async Task A_time_begins_with_the_first_message_behind_it()
    {
        var time = new FakeTime();
        await using var app = await LogApp.StartAsync(time: time);
        await using var sender = await app.ConnectAsync();
        await sender.SayAsync("1");
        time.Advance(TimeSpan.FromSeconds(2));
        var second = time.GetUtcNow().ToUnixTimeSeconds();
        await sender.SayAsync("2");
        await using var client = await app.ConnectAsync();

        var receipt = await client.ResumeAsync($"x-stream-offset:timestamp={second}");

        Assert.Equal("true", receipt.Headers["recovered"]);
        Assert.Equal(["2 2"], await client.ReceiveAsync(1));
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("client")]
    public async Task Who_reads_while_the_oldest_go_is_told_where_some_are_missing(string ack)
    {
        var store = new HeldStore(new InMemoryMessageLogStore(Options.Create(new StompOptions())));
        store.LetAll();
        store.BeforePageAsync = async offset =>
        {
            if (offset == 3) await store.TrimAsync(LogApp.Room, new() { MaxMessages = 2 }, DateTimeOffset.UtcNow);
        };
        await using var app = await LogApp.StartAsync(options => options.MaxReplayPageMessages = 2, store);
        await using var sender = await app.ConnectAsync();
        for (var i = 1; i <= 6; i++) await sender.SayAsync($"{i}");
        await using var client = await app.ConnectAsync();

        var receipt = await client.ResumeAsync($"x-stream-offset:first\nack:{ack}");

        Assert.Equal("true", receipt.Headers["recovered"]);
        foreach (var (offset, recovered) in ((int, string?)[])[(1, "true"), (2, null), (5, "false"), (6, null), (7, null)])
        {
            if (offset == 7) await sender.SayAsync("7");
            var message = await client.ExpectAsync("MESSAGE");
            Assert.Equal((offset, recovered), (message.Offset(), message.Headers["recovered"]));
        }
    }

    [Theory]
    [InlineData("x-stream-offset:offset=2", 4)]
    [InlineData("x-stream-offset:offset=2\nx-stream-history:1", 5)]
    [InlineData("x-stream-history:3", 4)]
    [InlineData("x-stream-offset:offset=9", 4)]
    [InlineData("x-stream-offset:offset=5\nx-stream-epoch:other", 4)]
    [InlineData("x-stream-offset:offset=5\nx-stream-epoch:other\nx-stream-history:0", 6)]
    [InlineData("x-stream-offset:timestamp=0", 4)]
    public async Task Who_asks_for_what_is_gone_is_told(string headers, int first)
    {
        var time = new FakeTime();
        await using var app = await LogApp.StartAsync(time: time, retention: new() { MaxMessages = 2 });
        await using var sender = await app.ConnectAsync();
        for (var i = 1; i <= 5; i++) await sender.SayAsync($"{i}");
        time.Advance(TimeSpan.FromMinutes(1));
        var log = (IMessageLog)app.Services.GetService(typeof(IMessageLog))!;
        await Eventually.TrueAsync(async () => await log.GetRangeAsync(LogApp.Room) == new LogRange(4, 6));
        await using var client = await app.ConnectAsync();

        var receipt = await client.ResumeAsync(headers);
        await sender.SayAsync("6");

        Assert.Equal("false", receipt.Headers["recovered"]);
        Assert.Equal(first, receipt.Offset());
        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal("false", message.Headers["recovered"]);
        Assert.Equal(first, message.Offset());
        for (var offset = first + 1; offset <= 6; offset++) Assert.Equal([$"{offset} {offset}"], await client.ReceiveAsync(1));
    }

    [Theory]
    [InlineData("/topic/room", "x-stream-offset:offset=x", "x-stream-offset", "expected 'first', 'last', 'next', 'offset=N' or 'timestamp=T'")]
    [InlineData("/topic/room", "x-stream-offset:offset=-1", "x-stream-offset", "expected 'first'")]
    [InlineData("/topic/room", "x-stream-offset:timestamp=9999999999999", "x-stream-offset", "seconds since 1970")]
    [InlineData("/topic/room", "x-stream-history:many", "x-stream-history", "expected a number of messages")]
    [InlineData("/topic/room", "x-stream-epoch:e", "x-stream-epoch", "missing")]
    [InlineData("/topic/room", "x-stream-offset:first\nx-stream-epoch:e", "x-stream-epoch", "offset=N")]
    [InlineData("/topic/room", "x-stream-offset:first\nx-stream-history:1", "x-stream-history", "goes alone")]
    [InlineData("/topic/plain", "x-stream-offset:first", "x-stream-offset", "the destination is not logged")]
    [InlineData("/topic/room/*", "x-stream-history:1", "x-stream-history", "the destination is not logged")]
    [InlineData("/app/x", "x-stream-offset:first", "x-stream-offset", "the destination is not logged")]
    [InlineData("/user/topic/room", "x-stream-offset:first", "x-stream-offset", "the destination is not logged")]
    [InlineData("/queue/room", "x-stream-offset:first", "x-stream-offset", "the destination is not logged")]
    public async Task What_makes_no_sense_is_an_ERROR_that_says_what_would(string destination, string headers, string header, string text)
    {
        await using var app = await LogApp.StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync($"SUBSCRIBE\nid:0\ndestination:{destination}\n{headers}\n\n\0");
        var error = await client.ExpectErrorAsync();

        Assert.Contains(header, error.Headers["message"], StringComparison.Ordinal);
        Assert.Contains(text, error.Headers["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_selector_filters_what_was_as_what_comes()
    {
        await using var app = await LogApp.StartAsync();
        await using var sender = await app.ConnectAsync();
        for (var i = 1; i <= 4; i++) await sender.SayAsync($"{i}", headers: $"n:{i}\n");
        await using var client = await app.ConnectAsync();

        await client.ResumeAsync("x-stream-offset:first\nselector:n = 2 OR n >= 4");
        await sender.SayAsync("5", headers: "n:5\n");
        await sender.SayAsync("6", headers: "n:1\n");
        await sender.SayAsync("7", headers: "n:7\n");

        Assert.Equal(["2 2", "4 4", "5 5", "7 7"], await client.ReceiveAsync(4));
    }

    [Theory]
    [InlineData("client")]
    [InlineData("client-individual")]
    public async Task A_subscription_that_acknowledges_is_sent_no_more_than_it_may_hold(string ack)
    {
        await using var app = await LogApp.StartAsync(options => options.MaxQueuedFrames = 10);
        await using var sender = await app.ConnectAsync();
        for (var i = 1; i <= 50; i++) await sender.SayAsync($"{i}");
        await using var client = await app.ConnectAsync();
        await client.ResumeAsync($"x-stream-offset:first\nack:{ack}\nprefetch-count:3");

        var held = new Queue<string>();
        for (var offset = 1; offset <= 52; offset++)
        {
            if (offset == 51)
            {
                await sender.SayAsync("51");
                await sender.SayAsync("52");
            }

            var message = await client.ExpectAsync("MESSAGE");
            Assert.Equal(offset, message.Offset());
            Assert.Equal(offset == 1 ? "true" : null, message.Headers["recovered"]);
            held.Enqueue(message.Headers["ack"]!);
            if (held.Count < 3) continue;
            while (held.TryDequeue(out var one)) await client.SendAsync($"ACK\nid:{one}\n\n\0");
        }
    }

    [Fact]
    public async Task A_replay_ends_with_its_subscription()
    {
        await using var app = await LogApp.StartAsync(options => options.MaxQueuedBytes = 16 * 1024);
        await using var sender = await app.ConnectAsync();
        for (var i = 1; i <= 100; i++) await sender.SayAsync(i.ToString(CultureInfo.InvariantCulture).PadRight(1000));
        await using var client = await app.ConnectAsync();
        await client.SendAsync("SUBSCRIBE\nid:0\ndestination:/topic/room\nx-stream-offset:first\n\n\0UNSUBSCRIBE\nid:0\nreceipt:over\n\n\0");

        StompFrame frame;
        var messages = 0;
        while ((frame = await client.ReceiveAsync()).Command == StompCommand.Message) messages++;

        Assert.Equal("over", frame.Headers["receipt-id"]);
        await client.FenceAsync();
        Assert.InRange(messages, 0, 100);
    }
}
