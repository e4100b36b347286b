using System.Globalization;

namespace Stomp.Server.Tests.SockJs;

/// <summary>STOMP on SockJS: the same sessions, over every way.</summary>
public sealed class StompOverSockJsTests
{
    private readonly ListenerProbe _listener = new();
    private readonly FakeTime _time = new();

    public static TheoryData<string> Ways { get; } = [.. SockJsTestClient.Ways];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_session_talks_and_disconnects(string way)
    {
        await using var app = await SockJsApp.StartAsync(listener: _listener);
        await using var one = await app.SubscribeBySockJsAsync(way);
        await using var other = await app.SubscribeBySockJsAsync(way);

        await other.SendAsync("SEND\ndestination:/topic/a\n\n안녕 \"👋🏽\"\u2028\0");

        foreach (var client in (SockJsTestClient[])[one, other])
        {
            var message = await client.ReceiveAsync();
            Assert.StartsWith("MESSAGE\n", message, StringComparison.Ordinal);
            Assert.EndsWith("\n\n안녕 \"👋🏽\"\u2028\0", message, StringComparison.Ordinal);
        }

        await other.SendAsync("DISCONNECT\nreceipt:bye\n\n\0");
        Assert.Equal("RECEIPT\nreceipt-id:bye\n\n\0", await other.ReceiveAsync());
        Assert.Equal("c[1000,\"\"]", await other.NextFrameAsync());
        Assert.Equal([DisconnectReason.ClientDisconnect], await _listener.EndedAsync(1));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_breaks_the_protocol_gets_its_error_and_then_the_close_frame(string way)
    {
        await using var app = await SockJsApp.StartAsync();
        await using var client = await app.SubscribeBySockJsAsync(way);

        await client.SendAsync("NONSENSE\n\n\0");

        Assert.StartsWith("ERROR\n", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.StartsWith("c[1002,", await client.NextFrameAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_may_come_in_pieces_and_several_in_one_message()
    {
        await using var app = await SockJsApp.StartAsync();
        await using var client = await app.SubscribeBySockJsAsync("xhr");

        await client.SendAsync("SEND\ndestination:/to", "pic/a\n\none\0SEND\ndestination:/topic/a\n\nt", "wo\0\n");

        Assert.EndsWith("\n\none\0", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.EndsWith("\n\ntwo\0", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Large_frames_pass_both_ways(string way)
    {
        await using var app = await SockJsApp.StartAsync();
        await using var client = await app.SubscribeBySockJsAsync(way);
        var body = string.Concat(Enumerable.Repeat("안녕 \"", 5000));

        await client.SendAsync($"SEND\ndestination:/topic/a\n\n{body}\0");

        Assert.EndsWith($"\n\n{body}\0", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_binary_body_becomes_text_with_its_length_put_right()
    {
        await using var app = await SockJsApp.StartAsync();
        await using var client = await app.SubscribeBySockJsAsync("xhr");
        await using var sender = await app.ConnectAsync();

        byte[] send = [.. "SEND\ndestination:/topic/a\ncontent-length:3\n\nA"u8, 0xFF, .. "B\0"u8];
        await sender.SendAsync(send, System.Net.WebSockets.WebSocketMessageType.Binary);

        var message = await client.ReceiveAsync();
        Assert.Contains("\ncontent-length:5\n", message, StringComparison.Ordinal);
        Assert.EndsWith("\n\nA\uFFFDB\0", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_without_a_request_ends_when_the_disconnect_delay_is_over()
    {
        await using var app = await SockJsApp.StartAsync(listener: _listener, time: _time);
        await using var client = await app.SubscribeBySockJsAsync("xhr");
        await app.WhenSessionsAsync(1);

        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.DoesNotContain(_listener.Heard, heard => heard.StartsWith("disconnected", StringComparison.Ordinal));
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal([DisconnectReason.ConnectionLost], await _listener.EndedAsync(1));
        await app.WhenSessionsAsync(0);
    }

    [Theory]
    [InlineData("xhr")]
    [InlineData("xhr_streaming")]
    [InlineData("eventsource")]
    [InlineData("htmlfile")]
    [InlineData("jsonp")]
    public async Task A_request_that_is_abandoned_ends_the_session_at_once(string way)
    {
        // The clock stands still, so no delay can have passed.
        await using var app = await SockJsApp.StartAsync(listener: _listener, time: _time);
        var client = await app.SubscribeBySockJsAsync(way);
        var waiting = client.NextFrameAsync();
        // Of two that ask for one frame one is refused, which tells that the other one waits.
        if (way is "xhr" or "jsonp") await Task.WhenAny(waiting, client.AskOnceAsync());

        await client.DisposeAsync();

        Assert.Equal([DisconnectReason.ConnectionLost], await _listener.EndedAsync(1));
    }

    [Fact]
    public async Task Messages_wait_between_requests_and_come_all_at_once()
    {
        await using var app = await SockJsApp.StartAsync();
        await using var client = await app.SubscribeBySockJsAsync("xhr");
        await using var sender = await app.ConnectAsync();
        for (var i = 0; i < 100; i++) await sender.PublishAsync("/topic/a", i.ToString(CultureInfo.InvariantCulture));

        var before = client.Answers;
        for (var i = 0; i < 100; i++) Assert.EndsWith($"\n\n{i}\0", await client.ReceiveAsync(), StringComparison.Ordinal);

        Assert.InRange(client.Answers - before, 1, 3);
    }

    [Fact]
    public async Task A_session_that_takes_nothing_is_cut_by_the_outbox_limit()
    {
        await using var app = await SockJsApp.StartAsync(options: stomp => stomp.MaxQueuedBytes = 64 * 1024, listener: _listener, time: _time);
        await using var client = await app.SubscribeBySockJsAsync("xhr");
        await using var sender = await app.ConnectAsync();

        // 64 KiB may wait in the outbox, and as much, and a batch, on its way out of it.
        for (var i = 0; i < 30; i++) await sender.PublishAsync("/topic/a", new string('x', 10_000));

        Assert.Equal([DisconnectReason.SlowConsumer], await _listener.EndedAsync(1));
    }

    [Theory]
    [InlineData("xhr_streaming", "0,0", 26, "h")]
    [InlineData("websocket", "0,0", 26, "h")]
    [InlineData("xhr_streaming", "0,10000", 10.5, "a[\"\\n\"]")]
    [InlineData("websocket", "0,10000", 10.5, "a[\"\\n\"]")]
    public async Task Heart_beats_are_stomps_where_it_has_some_else_sockjs(string way, string heartBeat, double seconds, string expected)
    {
        await using var app = await SockJsApp.StartAsync(time: _time);
        await using var client = await app.SubscribeBySockJsAsync(way, heartBeat: heartBeat);
        var next = client.NextFrameAsync();

        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal(expected, await next);
            next = client.NextFrameAsync();
        }
    }

    [Fact]
    public async Task A_thousand_polling_sessions_hear_the_same_message()
    {
        await using var app = await SockJsApp.StartAsync();
        var clients = new List<SockJsTestClient>();
        foreach (var part in Enumerable.Range(0, 1000).Chunk(100)) clients.AddRange(await Task.WhenAll(part.Select(_ => app.SubscribeBySockJsAsync("xhr"))));
        var hearing = clients.ConvertAll(client => client.ReceiveAsync());

        await using var sender = await app.ConnectAsync();
        await sender.PublishAsync("/topic/a", "all");

        foreach (var heard in await Task.WhenAll(hearing)) Assert.EndsWith("\n\nall\0", heard, StringComparison.Ordinal);
        foreach (var client in clients) await client.DisposeAsync();
    }

    [Fact]
    public async Task The_servers_end_is_told_to_requests_that_wait()
    {
        await using var app = await SockJsApp.StartAsync(listener: _listener);
        await using var client = await app.SubscribeBySockJsAsync("xhr_streaming");

        await app.StopAsync();

        Assert.Equal("c[1012,\"The server is shutting down; reconnect.\"]", await client.NextFrameAsync());
        Assert.Equal([DisconnectReason.ServerShutdown], await _listener.EndedAsync(1));
    }
}
