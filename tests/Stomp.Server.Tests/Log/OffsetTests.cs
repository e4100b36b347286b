using System.Globalization;
using System.Text.RegularExpressions;

namespace Stomp.Server.Tests.Log;

/// <summary>What a logged message carries.</summary>
public sealed partial class OffsetTests
{
    [Fact]
    public async Task A_logged_message_has_offset_epoch_and_time_on_the_wire()
    {
        await using var app = await LogApp.StartAsync();
        await using var client = await app.SubscribedAsync(LogApp.Room);

        await client.SendAsync("SEND\ndestination:/topic/room\ncontent-type:text/plain\npriority:9\nreceipt:r\n\nhi\0");
        var raw = await client.ReceiveRawAsync();

        Assert.Matches(Wire(), raw);
        Assert.Equal("1", (await client.ExpectAsync("RECEIPT")).Headers["x-stream-offset"]);
    }

    [Fact]
    public async Task Offsets_count_per_destination_and_other_destinations_have_none()
    {
        await using var app = await LogApp.StartAsync();
        await using var client = await app.ConnectAsync();

        Assert.Equal(1, (await client.SayAsync("a")).Offset());
        Assert.Equal(1, (await client.SayAsync("b", "/topic/room/other")).Offset());
        Assert.Equal(2, (await client.SayAsync("c")).Offset());
        Assert.Null((await client.SayAsync("d", "/topic/plain")).Headers["x-stream-offset"]);
    }

    [Fact]
    public async Task Offsets_have_no_holes_whoever_sends_at_the_same_time()
    {
        const int Senders = 4, Each = 200;
        await using var app = await LogApp.StartAsync();
        await using var listener = await app.SubscribedAsync(LogApp.Room);

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(async sender =>
        {
            await using var client = await app.ConnectAsync();
            for (var i = 0; i < Each; i++) await client.SendAsync($"SEND\ndestination:{LogApp.Room}\n\n{sender} {i}\0");
            await client.FenceAsync();
        }));

        var next = new int[Senders];
        for (var offset = 1; offset <= Senders * Each; offset++)
        {
            var message = await listener.ExpectAsync("MESSAGE");
            Assert.Equal(offset, message.Offset());
            var words = message.GetBodyText().Split(' ').Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(next[words[0]]++, words[1]);
        }
    }

    [Fact]
    public async Task A_replayed_message_is_byte_for_byte_the_one_that_was_live()
    {
        await using var app = await LogApp.StartAsync();
        await using var client = await app.SubscribedAsync(LogApp.Room);
        await client.SendAsync("SEND\ndestination:/topic/room\n\nfirst\0");
        await client.ReceiveRawAsync();
        await client.SendAsync("SEND\ndestination:/topic/room\ncontent-type:text/plain\nidempotency-key:k\npriority:9\nreceipt-no:1\n\nhi\0");
        var live = await client.ReceiveRawAsync();
        await using var other = await app.ConnectAsync();
        await other.SendAsync("SUBSCRIBE\nid:sub-0\ndestination:/topic/room\nx-stream-offset:first\n\n\0");

        Assert.Contains("\nrecovered:true\n", await other.ReceiveRawAsync(), StringComparison.Ordinal);
        Assert.Equal(live, await other.ReceiveRawAsync());
    }

    [Fact]
    public async Task Clients_cannot_forge_what_the_log_says()
    {
        await using var app = await LogApp.StartAsync();
        await using var client = await app.SubscribedAsync(LogApp.Room);

        await client.SendAsync("SEND\ndestination:/topic/room\nx-stream-offset:77\nx-stream-epoch:x\ntimestamp:1\nrecovered:true\n\nhi\0");
        var message = await client.ExpectAsync("MESSAGE");

        Assert.Equal("1", message.Headers["x-stream-offset"]);
        Assert.NotEqual("x", message.Headers["x-stream-epoch"]);
        Assert.NotEqual("1", message.Headers["timestamp"]);
        Assert.Null(message.Headers["recovered"]);
    }

    [Fact]
    public async Task Nor_at_destinations_that_are_not_logged()
    {
        await using var app = await LogApp.StartAsync();
        await using var client = await app.SubscribedAsync("/topic/plain");

        await client.SendAsync("SEND\ndestination:/topic/plain\nx-stream-offset:77\nx-stream-epoch:x\ntimestamp:1\nrecovered:true\n\nhi\0");
        var message = await client.ExpectAsync("MESSAGE");

        Assert.Null(message.Headers["x-stream-offset"]);
        Assert.Null(message.Headers["x-stream-epoch"]);
        Assert.Null(message.Headers["recovered"]);
        Assert.Equal("1", message.Headers["timestamp"]);
    }

    [GeneratedRegex("^MESSAGE\ndestination:/topic/room\ncontent-type:text/plain\nsubscription:sub-0\nmessage-id:[^\n]+\ncontent-length:2\n"
        + "x-stream-offset:1\nx-stream-epoch:[a-z0-9]{12}\ntimestamp:[0-9]{13}\npriority:9\n\nhi\0$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Wire();
}
