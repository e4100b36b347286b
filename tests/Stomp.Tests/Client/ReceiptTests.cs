using Stomp.Client;
using Testing.Server;

namespace Stomp.Tests.Client;

/// <summary>RECEIPT and ERROR, and the calls that wait for them.</summary>
public sealed class ReceiptTests
{
    [Fact]
    public async Task A_call_waits_for_its_own_receipt_and_an_unknown_one_is_nothing()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync();
        await using var clientEnd = client;
        using var peerEnd = peer;
        var first = client.SendWithReceiptAsync("/a", "1");
        var second = client.SendWithReceiptAsync("/a", "2");
        await peer.SendAsync("RECEIPT\nreceipt-id:unknown\n\n\0");
        var frame = await peer.ExpectAsync("SEND");
        await peer.ConfirmAsync("SEND");
        await second.WaitAsync(StompTestClient.Patience);
        Assert.False(first.IsCompleted);
        await peer.SendAsync($"RECEIPT\nreceipt-id:{frame.Headers["receipt"]}\n\n\0");
        await first.WaitAsync(StompTestClient.Patience);
    }

    [Fact]
    public async Task A_receipt_that_does_not_come_is_a_timeout_by_the_clock()
    {
        var time = new FakeTime();
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(new() { TimeProvider = time });
        await using var clientEnd = client;
        using var peerEnd = peer;
        var sending = client.SendWithReceiptAsync("/a", "1");
        await peer.ExpectAsync("SEND");
        time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.False(sending.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));
        await Assert.ThrowsAsync<TimeoutException>(() => sending.WaitAsync(StompTestClient.Patience));
        Assert.Equal(StompClientState.Connected, client.State);
    }

    [Fact]
    public async Task An_ERROR_is_the_exception_of_the_call_it_names()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync();
        await using var clientEnd = client;
        using var peerEnd = peer;
        var other = client.SendWithReceiptAsync("/a", "1");
        await peer.ExpectAsync("SEND");
        var sending = client.SendWithReceiptAsync("/b", "2");
        var frame = await peer.ExpectAsync("SEND");
        await peer.SendAsync($"ERROR\nmessage:no\\cgood\nreceipt-id:{frame.Headers["receipt"]}\n\nwhy\0");

        var error = await Assert.ThrowsAsync<StompErrorException>(() => sending.WaitAsync(StompTestClient.Patience));

        Assert.Equal(("no:good", "why", frame.Headers["receipt"]), (error.ErrorMessage, error.Body, error.ReceiptId));
        peer.Dispose();
        var lost = await Assert.ThrowsAsync<StompConnectionException>(() => other.WaitAsync(StompTestClient.Patience));
        Assert.IsType<StompErrorException>(lost.InnerException);
    }

    [Fact]
    public async Task An_ERROR_that_names_no_call_is_an_event_and_the_connection_goes_on_if_the_server_does()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync();
        await using var clientEnd = client;
        using var peerEnd = peer;
        var told = new TaskCompletionSource<StompErrorException>();
        client.ErrorReceived += (_, e) => told.TrySetResult(e.Error);
        await peer.SendAsync("ERROR\nmessage:odd\n\n\0");
        Assert.Equal("odd", (await told.Task.WaitAsync(StompTestClient.Patience)).ErrorMessage);
        var sending = client.SendWithReceiptAsync("/a", "1");
        await peer.ConfirmAsync("SEND");
        await sending.WaitAsync(StompTestClient.Patience);
    }

    [Fact]
    public async Task A_subscription_that_is_refused_is_none()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync();
        await using var clientEnd = client;
        using var peerEnd = peer;
        for (var i = 0; i < 2; i++)
        {
            var subscribing = client.OpenSubscriptionAsync("/a", new() { Id = "one" });
            var frame = await peer.ExpectAsync("SUBSCRIBE");
            await peer.SendAsync($"ERROR\nmessage:denied\nreceipt-id:{frame.Headers["receipt"]}\n\n\0");
            await Assert.ThrowsAsync<StompErrorException>(() => subscribing.WaitAsync(StompTestClient.Patience));
        }
    }

    [Fact]
    public async Task A_subscription_whose_id_is_taken_leaves_the_other_alone()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync();
        await using var clientEnd = client;
        using var peerEnd = peer;
        var options = new StompSubscribeOptions { Id = "one", AwaitReceipt = false };
        var subscription = await client.OpenSubscriptionAsync("/a", options);
        await Assert.ThrowsAsync<ArgumentException>(() => client.OpenSubscriptionAsync("/b", options));
        await peer.SendAsync("MESSAGE\nsubscription:one\ndestination:/a\nmessage-id:1\n\nx\0");
        await using var messages = subscription.ReadAllAsync().GetAsyncEnumerator();
        await messages.MoveNextAsync().AsTask().WaitAsync(StompTestClient.Patience);
        await peer.ExpectAsync("SUBSCRIBE");
        await subscription.DisposeAsync();
        await peer.ExpectAsync("UNSUBSCRIBE");
    }

    [Fact]
    public async Task Any_frame_can_be_sent_with_a_receipt()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync();
        await using var clientEnd = client;
        using var peerEnd = peer;
        var frame = new StompFrame(StompCommand.Begin, new() { { "transaction", "mine" } });
        var sending = client.SendFrameAsync(frame, awaitReceipt: true);
        Assert.Equal("mine", (await peer.ConfirmAsync("BEGIN")).Headers["transaction"]);
        await sending.WaitAsync(StompTestClient.Patience);
        Assert.Single(frame.Headers);
    }

    [Fact]
    public async Task Closing_sends_DISCONNECT_and_waits_for_its_receipt()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(new() { CloseTimeout = TimeSpan.FromSeconds(20) });
        using var peerEnd = peer;
        var closing = client.CloseAsync();
        var frame = await peer.ExpectAsync("DISCONNECT");
        Assert.NotNull(frame.Headers["receipt"]);
        await peer.SendAsync($"RECEIPT\nreceipt-id:{frame.Headers["receipt"]}\n\n\0");
        await peer.WhenClosedAsync();
        peer.Dispose();
        await closing.WaitAsync(StompTestClient.Patience);
        await client.Closed.WaitAsync(StompTestClient.Patience);
        Assert.Equal(StompClientState.Closed, client.State);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.SendAsync("/a", "x"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.ConnectAsync());
    }

    [Fact]
    public async Task Closing_waits_no_longer_than_its_time_for_a_server_that_is_deaf()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync();
        using var peerEnd = peer;
        await client.CloseAsync().WaitAsync(StompTestClient.Patience);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_header_that_cannot_be_written_is_the_callers_fault_and_spoils_nothing()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync();
        await using var clientEnd = client;
        using var peerEnd = peer;
        await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync("/a", "x", new() { { "bad", "a\0b" } }));
        var sending = client.SendWithReceiptAsync("/a", "1", new() { { "odd", "a:b\r\n\\" } });
        Assert.Equal("a:b\r\n\\", (await peer.ConfirmAsync("SEND")).Headers["odd"]);
        await sending.WaitAsync(StompTestClient.Patience);
    }
}
