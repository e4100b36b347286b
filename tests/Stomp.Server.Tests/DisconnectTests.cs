using System.Net.WebSockets;

namespace Stomp.Server.Tests;

/// <summary>STOMP 1.2, "DISCONNECT".</summary>
public sealed class DisconnectTests
{
    [Fact]
    public async Task With_a_receipt_it_is_answered_before_a_normal_close()
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync("DISCONNECT\nreceipt:77\n\n\0");

        Assert.Equal("77", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await client.ClosedAsync());
        await app.WhenSessionsAsync(0);
    }

    [Fact]
    public async Task Without_a_receipt_the_connection_just_closes()
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync("DISCONNECT\n\n\0");

        Assert.Null(await client.TryReceiveAsync());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.Socket.CloseStatus);
        await app.WhenSessionsAsync(0);
    }

    [Fact]
    public async Task What_follows_it_is_not_handled()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var other = await app.SubscribedAsync("/topic/a");
        await using var client = await app.ConnectAsync();

        await client.SendAsync("DISCONNECT\nreceipt:1\n\n\0SEND\ndestination:/topic/a\nreceipt:2\n\nlate\0");
        await client.SendAsync("SEND\ndestination:/topic/a\n\nlater\0garbage");

        await client.ExpectAsync("RECEIPT");
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await client.ClosedAsync());
        await app.WhenSessionsAsync(1);
        await other.FenceAsync();
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains("refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_sent_right_before_the_connection_went_is_handled()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var other = await app.SubscribedAsync("/topic/a");
        await using var client = await app.ConnectAsync();

        for (var i = 0; i < 100; i++) await client.SendAsync($"SEND\ndestination:/topic/a\n\n{i}\0");
        await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

        for (var i = 0; i < 100; i++) Assert.Equal($"{i}", await other.ReceiveBodyAsync());
    }
}
