using System.Net.WebSockets;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>LEAVE is said exactly once, however a session ends.</summary>
public sealed class LeaveTests
{
    [Fact]
    public Task It_is_said_once_after_disconnect() =>
        EndsAsync(client => client.SendAsync("DISCONNECT\nreceipt:bye\n\n\0"), expectedReason: "ClientDisconnect");

    [Fact]
    public Task It_is_said_once_after_disconnect_and_close() => EndsAsync(async client =>
    {
        await client.SendAsync("DISCONNECT\n\n\0");
        await CloseAsync(client);
        client.Kill();
    });

    [Fact]
    public Task It_is_said_once_after_a_close() => EndsAsync(CloseAsync, expectedReason: "ClosedByClient");

    [Fact]
    public Task It_is_said_once_after_the_connection_is_cut() => EndsAsync(
        client =>
        {
            client.Kill();
            return Task.CompletedTask;
        },
        expectedReason: "ConnectionLost");

    [Fact]
    public Task It_is_said_once_after_a_broken_frame() =>
        EndsAsync(client => client.SendAsync("NONSENSE\n\n\0"), expectedReason: "ProtocolError");

    [Fact]
    public Task It_is_said_once_after_unsubscribe_and_disconnect() =>
        EndsAsync(client => client.SendAsync("UNSUBSCRIBE\nid:sub-0\n\n\0DISCONNECT\n\n\0"), expectedReason: "ClientDisconnect");

    [Fact]
    public async Task It_is_said_once_when_heart_beats_stop()
    {
        await using var app = ChatApp.Start();
        await using var watcher = await app.ListenAsync();
        await using var client = await app.ConnectAsync("heart-beat:10000,0\n");
        await client.SendChatAsync("addUser", Chat.Join("ss"));
        await watcher.ExpectChatAsync("JOIN", "ss");

        app.Time.Advance(TimeSpan.FromSeconds(25));

        await ExpectOneLeaveAsync(app, watcher, client, "HeartBeatTimeout");
    }

    [Fact]
    public async Task It_is_not_said_while_heart_beats_come()
    {
        await using var app = ChatApp.Start();
        await using var watcher = await app.ListenAsync();
        await using var client = await app.ConnectAsync("heart-beat:10000,10000\n");
        await client.SendChatAsync("addUser", Chat.Join("ss"));
        await watcher.ExpectChatAsync("JOIN", "ss");

        for (var i = 0; i < 5; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(9));
            await client.SendAsync("\n");
            await client.SendChatAsync("sendMessage", Chat.Talk("ss", $"{i}"));
            await watcher.ExpectChatAsync("TALK", "ss", $"{i}");
        }

        await watcher.ExpectNothingMoreAsync();
    }

    [Fact]
    public async Task It_is_said_once_when_somebody_leaves_and_disconnects_later()
    {
        await using var app = ChatApp.Start();
        await using var watcher = await app.ListenAsync();
        await using var client = await app.ConnectAsync();
        await client.SendChatAsync("addUser", Chat.Join("ss"));
        await watcher.ExpectChatAsync("JOIN", "ss");

        await client.SendChatAsync("removeUser", Chat.Leave("ss"));
        await client.SendAsync("DISCONNECT\n\n\0");

        await ExpectOneLeaveAsync(app, watcher, client, "ClientDisconnect");
    }

    [Fact]
    public async Task It_is_said_when_somebody_leaves_comes_back_and_disconnects()
    {
        await using var app = ChatApp.Start();
        await using var watcher = await app.ListenAsync();
        await using var client = await app.ConnectAsync();
        foreach (var (destination, body) in new[] { ("addUser", Chat.Join("ss")), ("removeUser", Chat.Leave("ss")), ("addUser", Chat.Join("ss")) })
            await client.SendChatAsync(destination, body);
        foreach (var type in new[] { "JOIN", "LEAVE", "JOIN" }) await watcher.ExpectChatAsync(type, "ss");

        client.Kill();

        await ExpectOneLeaveAsync(app, watcher, client, "ConnectionLost");
    }

    [Fact]
    public async Task Joining_twice_does_not_make_it_two()
    {
        await using var app = ChatApp.Start();
        await using var watcher = await app.ListenAsync();
        await using var client = await app.ConnectAsync();
        for (var i = 0; i < 2; i++)
        {
            await client.SendChatAsync("addUser", Chat.Join("ss"));
            await watcher.ExpectChatAsync("JOIN", "ss");
        }

        client.Kill();

        await ExpectOneLeaveAsync(app, watcher, client, "ConnectionLost");
    }

    private static Task CloseAsync(StompTestClient client) =>
        client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(StompTestClient.Patience);

    private static async Task EndsAsync(Func<StompTestClient, Task> end, string? expectedReason = null)
    {
        await using var app = ChatApp.Start();
        await using var watcher = await app.ListenAsync();
        await using var client = await app.JoinAsync("ss");
        await watcher.ExpectChatAsync("JOIN", "ss");

        await end(client);

        await ExpectOneLeaveAsync(app, watcher, client, expectedReason);
    }

    private static async Task ExpectOneLeaveAsync(ChatApp app, StompTestClient watcher, StompTestClient client, string? reason)
    {
        await watcher.ExpectChatAsync("LEAVE", "ss");
        // The server waits for the answer to its close frame, by a clock that stands still here.
        if (client.Socket.State != WebSocketState.Aborted) await client.ClosedAsync();
        await app.WhenSessionsAsync(1);
        await watcher.ExpectNothingMoreAsync();
        if (reason is not null) Assert.Single(app.Log.Lines, line => line.Contains($"ended: {reason}", StringComparison.Ordinal));
    }
}
