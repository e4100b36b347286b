using System.Text;
using Stomp.Client;
using Testing.Server;

namespace Stomp.Tests.Client;

/// <summary>A server that breaks the protocol, or vanishes: the client ends the connection, tells why, and holds nothing.</summary>
public sealed class HostilePeerTests
{
    [Theory]
    [InlineData("NONSENSE\n\n\0")]
    [InlineData("MESSAGE\nsubscription:sub-1\ncontent-length:-1\n\n\0")]
    [InlineData("MESSAGE\nsubscription:sub-1\ncontent-length:99999999999\n\n\0")]
    [InlineData("MESSAGE\nbad\\escape:x\n\n\0")]
    [InlineData("RECEIPT\n\n\0")]
    [InlineData("CONNECTED\nversion:1.2\n\n\0")]
    [InlineData("SEND\ndestination:/a\n\n\0")]
    public async Task A_frame_that_breaks_the_rules_ends_the_connection_with_the_reason(string wire)
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(new() { Reconnect = StompReconnectOptions.Never });
        await using var clientEnd = client;
        using var peerEnd = peer;
        await peer.SendAsync(wire);
        var reason = await Assert.ThrowsAsync<StompConnectionException>(() => client.Closed.WaitAsync(StompTestClient.Patience));
        Assert.IsType<StompProtocolException>(reason.InnerException);
        await peer.WhenClosedAsync();
    }

    [Fact]
    public async Task A_server_that_vanishes_in_the_middle_of_a_frame_ends_the_connection()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(new() { Reconnect = StompReconnectOptions.Never });
        await using var clientEnd = client;
        var subscription = await client.OpenSubscriptionAsync("/a", new() { AwaitReceipt = false });
        await peer.ExpectAsync("SUBSCRIBE");
        await peer.SendAsync("MESSAGE\nsubscription:sub-1\ncontent-length:100\n\nhalf");
        peer.Dispose();
        await using var messages = subscription.ReadAllAsync().GetAsyncEnumerator();
        await Assert.ThrowsAsync<StompConnectionException>(() => messages.MoveNextAsync().AsTask().WaitAsync(StompTestClient.Patience));
    }

    [Fact]
    public async Task Messages_are_whole_however_they_are_cut()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync();
        await using var clientEnd = client;
        using var peerEnd = peer;
        var subscription = await client.OpenSubscriptionAsync("/a", new() { AwaitReceipt = false });
        await using var messages = subscription.ReadAllAsync().GetAsyncEnumerator();
        var wire = Encoding.UTF8.GetBytes("MESSAGE\nsubscription:sub-1\ndestination:/a\nmessage-id:1\nk:v\\n\ncontent-length:5\n\na\0bé\0\n");
        for (var cut = 1; cut < wire.Length; cut++)
        {
            await peer.SendAsync(wire.AsMemory(0, cut));
            await peer.SendAsync(wire.AsMemory(cut));
            await messages.MoveNextAsync().AsTask().WaitAsync(StompTestClient.Patience);
            Assert.Equal(("a\0bé", "v\n"), (messages.Current.Text, messages.Current.Headers["k"]));
        }
    }

    [Fact]
    public async Task A_message_of_no_subscription_is_forgotten_and_one_of_1_0_finds_its_own_by_destination()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(connected: "session:old\n");
        await using var clientEnd = client;
        using var peerEnd = peer;
        var subscription = await client.OpenSubscriptionAsync("/a", new() { AwaitReceipt = false });
        await using var messages = subscription.ReadAllAsync().GetAsyncEnumerator();
        await peer.SendAsync("MESSAGE\nsubscription:other\ndestination:/a\nmessage-id:1\n\nwrong\0MESSAGE\ndestination:/a\nmessage-id:2\n\nright\0");
        await messages.MoveNextAsync().AsTask().WaitAsync(StompTestClient.Patience);
        Assert.Equal("right", messages.Current.Text);
    }

    [Fact]
    public async Task A_server_that_does_not_read_makes_senders_wait_and_they_can_be_cancelled()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(new() { MaxQueuedBytes = 64 * 1024 });
        await using var clientEnd = client;
        using var peerEnd = peer;
        using var cancelled = new CancellationTokenSource();
        var body = new byte[64 * 1024];
        Task waiting;
        var sent = 0;
        do
        {
            waiting = client.SendAsync("/a", body, cancellationToken: cancelled.Token);
            sent++;
            Assert.True(sent < 10_000, "Sending never waits.");
            if (!waiting.IsCompleted) await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(200), CancellationToken.None));
        }
        while (waiting.IsCompletedSuccessfully);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(StompTestClient.Patience));
        for (var i = 1; i < sent; i++) await peer.ExpectAsync("SEND");
    }
}
