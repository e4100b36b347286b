namespace Stomp.Server.Tests;

/// <summary>Results that are streams of messages.</summary>
public sealed class StreamTests
{
    private readonly StreamLog _log = new();

    private Task<TestApp> StartAsync(Action<StompOptions>? options = null) =>
        TestApp.StartAsync(options, stomp => stomp.AddMessageController<SubscribedController>().Add(_log));

    private async Task EndedAsync(int count) => await Eventually.TrueAsync(() => _log.Ended.Count == count, () => $"{_log.Ended.Count} streams ended");

    [Fact]
    public async Task Each_item_is_a_message_to_the_subscription_until_UNSUBSCRIBE()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SUBSCRIBE\nid:s1\ndestination:/app/sub/stream/3\ntext:item \n\n\0");

        for (var i = 0; i < 3; i++)
        {
            var message = await client.ExpectAsync("MESSAGE");
            Assert.Equal(("s1", "/app/sub/stream/3", $"item {i}"), (message.Headers["subscription"], message.Headers["destination"], message.GetBodyText()));
        }

        Assert.Empty(_log.Ended);
        await client.SendAsync("UNSUBSCRIBE\nid:s1\nreceipt:r\n\n\0");
        await client.ExpectAsync("RECEIPT");
        await EndedAsync(1);
    }

    [Fact]
    public async Task The_end_of_the_session_ends_its_streams()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await client.SendAsync("SUBSCRIBE\nid:s1\ndestination:/app/sub/stream/1\n\n\0SUBSCRIBE\nid:s2\ndestination:/app/sub/stream/0\n\n\0");
        await client.ReceiveBodyAsync();

        client.Kill();

        await EndedAsync(2);
    }

    [Fact]
    public async Task A_stream_waits_for_its_subscriber_and_holds_up_no_other_frame()
    {
        await using var app = await StartAsync(options => options.MaxQueuedBytes = 64 * 1024);
        await using var socket = await RawWebSocket.OpenAsync(app.Endpoint, receiveBuffer: 4096);
        await socket.SendTextAsync("CONNECT\naccept-version:1.2\n\n\0");
        await socket.ReceiveAsync();
        await using var other = await app.SubscribedAsync("/topic/a");

        await socket.SendTextAsync("SUBSCRIBE\nid:s1\ndestination:/app/sub/flood\n\n\0");
        long before = -1;
        await Eventually.TrueAsync(() =>
        {
            // Nobody reads, so the number of items comes to rest.
            var isAtRest = _log.Made > 0 && _log.Made == before;
            before = _log.Made;
            return isAtRest;
        });
        await socket.SendTextAsync("SEND\ndestination:/app/sub/count/1\nreceipt:r\n\n\0");
        var made = _log.Made;
        var hasReceipt = false;
        while (!hasReceipt || _log.Made < made + 100) hasReceipt |= (await socket.ReceiveAsync()).Payload.AsSpan().StartsWith("RECEIPT"u8);

        await app.WhenSessionsAsync(2);
        await other.FenceAsync();
    }

    [Fact]
    public async Task What_a_stream_throws_is_told_its_subscriber()
    {
        await using var app = await StartAsync();
        app.ExpectsNoProblems = false;
        await using var client = await app.SubscribedAsync("/user/queue/errors");
        await using var deaf = await app.ConnectAsync();

        foreach (var subscriber in new[] { client, deaf })
        {
            await subscriber.SendAsync("SUBSCRIBE\nid:s1\ndestination:/app/sub/failing\nreceipt:r\n\n\0");
            await subscriber.ExpectAsync("RECEIPT");
            Assert.Equal("first", await subscriber.ReceiveBodyAsync());
        }

        var problem = await client.ExpectAsync("MESSAGE");
        Assert.Null(problem.Headers["receipt-id"]);
        Assert.Contains("\"detail\":\"The message could not be handled.\",\"destination\":\"/app/sub/failing\",\"subscription\":\"s1\"", problem.GetBodyText(),
            StringComparison.Ordinal);
        Assert.Equal("The message could not be handled.", (await deaf.ExpectErrorAsync()).Headers["message"]);
        Assert.All(app.Log.Problems, line => Assert.Contains("inner secret", line, StringComparison.Ordinal));
        await client.FenceAsync();
    }

    [Fact]
    public async Task A_session_has_so_many_streams_at_once()
    {
        await using var app = await StartAsync(options => options.MaxStreamsPerSession = 2);
        await using var client = await app.SubscribedAsync("/user/queue/errors");
        foreach (var id in new[] { "a", "b" }) await client.SubscribeAsync("/app/sub/stream/0", id);

        await client.SendAsync("SUBSCRIBE\nid:c\ndestination:/app/sub/stream/0\n\n\0");
        Assert.Contains("urn:stomp:too-many-streams", await client.ReceiveBodyAsync(), StringComparison.Ordinal);
        await client.SendAsync("UNSUBSCRIBE\nid:a\n\n\0");
        await EndedAsync(1);

        await Eventually.TrueAsync(() => app.Services.StreamsOf(client.SessionId) == 1);
        await client.SubscribeAsync("/app/sub/stream/0", "c");
    }

    [Fact]
    public async Task A_message_may_be_answered_by_a_stream()
    {
        await using var app = await StartAsync();
        await using var client = await app.SubscribedAsync("/user/queue/counted");

        await client.SendAsync("SEND\ndestination:/app/sub/count/3\n\n\0");

        foreach (var body in new[] { "0", "1", "2" }) Assert.Equal(body, await client.ReceiveBodyAsync());
        await client.FenceAsync();
        await Eventually.TrueAsync(() => app.Services.StreamsOf(client.SessionId) == 0);
    }
}
