using System.Net.WebSockets;

namespace Stomp.Server.Tests;

/// <summary>What the application hears of sessions.</summary>
public sealed class ListenerTests
{
    private readonly ListenerProbe _listener = new();
    private readonly Gate _gate = new();

    private sealed class Thrower : IStompSessionListener
    {
        public ValueTask OnConnectedAsync(IStompSession session) => throw new InvalidOperationException("thrown at connect");

        public ValueTask OnDisconnectedAsync(IStompSession session, DisconnectReason reason) => throw new InvalidOperationException("thrown at end");
    }

    private Task<TestApp> StartAsync() => TestApp.StartOpenAsync(
        options => options.CloseTimeout = TimeSpan.FromMilliseconds(500),
        stomp => _listener.AddTo(stomp).AddMessageController<GateController>().Add(_gate));

    public static TheoryData<DisconnectReason, Func<StompTestClient, IStompSession, Task>> Ends => new()
    {
        { DisconnectReason.ClientDisconnect, (client, _) => client.SendAsync("DISCONNECT\n\n\0") },
        { DisconnectReason.ClosedByClient, (client, _) => client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default) },
        { DisconnectReason.ConnectionLost, (client, _) => Task.Run(client.Kill) },
        { DisconnectReason.ProtocolError, (client, _) => client.SendAsync("garbage\n") },
        { DisconnectReason.ClosedByApplication, (_, session) => session.DisconnectAsync("enough").AsTask() },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_session_is_heard_of_when_it_begins_and_once_when_it_ends(DisconnectReason reason, Func<StompTestClient, IStompSession, Task> end)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await app.WhenSessionsAsync(1);
        await Eventually.TrueAsync(() => !_listener.Sessions.IsEmpty);
        var session = _listener.Sessions.Single();

        await end(client, session);
        client.Kill();

        await app.WhenSessionsAsync(0);
        Assert.Equal([$"connected {session.Id}", $"disconnected {session.Id} {reason}"], _listener.Heard);
        Assert.True(session.Closed.IsCancellationRequested);
        Assert.Single(app.Log.Lines, line => line.StartsWith($"Session {session.Id} connected", StringComparison.Ordinal));
        Assert.Single(app.Log.Lines, line => line.StartsWith($"Session {session.Id} ended: {reason}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_never_connected_is_not_heard_of()
    {
        await using var app = await StartAsync();
        await using var client = await StompTestClient.OpenAsync(app.Endpoint);
        await app.WhenSessionsAsync(1);

        client.Kill();

        await app.WhenSessionsAsync(0);
        Assert.Empty(_listener.Heard);
    }

    [Theory]
    [InlineData("enough", "enough")]
    [InlineData("a\0b{surrogate}", "a\ufffdb\ufffd")]
    public async Task The_application_ends_a_session_with_an_error_and_1008(string reason, string told)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await Eventually.TrueAsync(() => !_listener.Sessions.IsEmpty);

        await _listener.Sessions.Single().DisconnectAsync(reason.Replace("{surrogate}", "\ud800", StringComparison.Ordinal));
        await _listener.Sessions.Single().DisconnectAsync("again");

        Assert.Equal(told, (await client.ExpectErrorAsync(WebSocketCloseStatus.PolicyViolation)).Headers["message"]);
        await app.WhenSessionsAsync(0);
    }

    [Fact]
    public async Task A_reason_longer_than_a_close_frame_holds_is_cut_between_characters()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await Eventually.TrueAsync(() => !_listener.Sessions.IsEmpty);

        await _listener.Sessions.Single().DisconnectAsync("x" + string.Concat(Enumerable.Repeat("😀", 100_000)));

        var error = await client.ExpectErrorAsync(WebSocketCloseStatus.PolicyViolation);
        Assert.Equal(200_002, error.GetBodyText().Length);
        Assert.Equal(1000, error.Headers["message"]!.Length);
        Assert.Equal("x" + string.Concat(Enumerable.Repeat("😀", 30)), client.Socket.CloseStatusDescription);
    }

    [Fact]
    public async Task A_listener_that_throws_is_logged_and_the_next_one_hears_all_the_same()
    {
        await using var app = await TestApp.StartAsync(stomp: stomp => _listener.AddTo(stomp.AddSessionListener<Thrower>()));
        app.ExpectsNoProblems = false;
        await using var client = await app.ConnectAsync();

        await client.SendAsync("DISCONNECT\n\n\0");

        Assert.Equal([DisconnectReason.ClientDisconnect], await _listener.EndedAsync(1));
        Assert.Equal(2, _listener.Heard.Count);
        Assert.Equal(2, app.Log.Problems.Count(line => line.Contains("listener Thrower failed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_end_is_heard_of_after_the_last_message_was_handled()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await client.SendAsync("SEND\ndestination:/app/wait\n\n\0");
        await _gate.Entered;

        await _listener.Sessions.Single().DisconnectAsync("enough");
        client.Kill();
        await using (var other = await app.ConnectAsync()) await other.FenceAsync();

        Assert.DoesNotContain(_listener.Heard, heard => heard.Contains($"disconnected {client.SessionId}", StringComparison.Ordinal));
        _gate.Open();
        await Eventually.TrueAsync(() => _listener.Heard.Contains($"disconnected {client.SessionId} ClosedByApplication"));
    }

    [Fact]
    public async Task A_handler_that_waits_for_the_sessions_end_is_woken_when_the_connection_breaks()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await client.SendAsync("SEND\ndestination:/app/wait-while-open\n\n\0");
        await _gate.Entered;

        client.Kill();

        Assert.Equal([DisconnectReason.ConnectionLost], await _listener.EndedAsync(1));
    }

    [Fact]
    public async Task A_listener_that_hangs_does_not_keep_the_connection_open()
    {
        _listener.BeforeEnd = _gate.PassAsync();
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync("DISCONNECT\nreceipt:r\n\n\0");

        await client.ExpectAsync("RECEIPT");
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await client.ClosedAsync());
        _gate.Open();
        await app.WhenSessionsAsync(0);
    }
}
