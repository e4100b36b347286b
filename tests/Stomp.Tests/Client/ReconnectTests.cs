using Stomp.Client;
using Testing.Server;

namespace Stomp.Tests.Client;

public sealed class ReconnectTests
{
    private static readonly StompClientOptions Quickly = new() { Reconnect = new() { InitialDelay = TimeSpan.Zero } };

    [Fact]
    public async Task Subscriptions_are_made_anew_before_anything_else_and_go_on()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(Quickly);
        await using var clientEnd = client;
        var subscription = await client.OpenSubscriptionAsync("/a", new() { AwaitReceipt = false });
        await using var messages = subscription.ReadAllAsync().GetAsyncEnumerator();
        await peer.SendAsync("MESSAGE\nsubscription:sub-1\ndestination:/a\nmessage-id:1\n\nbefore\0");
        await messages.MoveNextAsync().AsTask().WaitAsync(StompTestClient.Patience);
        peer.Dispose();

        using var next = await AcceptAsync(server);
        var frame = await next.ExpectAsync("SUBSCRIBE");
        Assert.Equal(("sub-1", "/a"), (frame.Headers["id"], frame.Headers["destination"]));
        await next.SendAsync("MESSAGE\nsubscription:sub-1\ndestination:/a\nmessage-id:2\n\nafter\0");
        await messages.MoveNextAsync().AsTask().WaitAsync(StompTestClient.Patience);
        Assert.Equal("after", messages.Current.Text);
    }

    [Fact]
    public async Task A_client_that_has_given_up_tells_why()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(new() { Reconnect = StompReconnectOptions.Never });
        await using var clientEnd = client;
        peer.Dispose();
        await Assert.ThrowsAsync<StompConnectionException>(() => client.Closed.WaitAsync(StompTestClient.Patience));

        await Assert.ThrowsAsync<StompConnectionException>(() => client.SendAsync("/a", "x"));
        await Assert.ThrowsAsync<StompConnectionException>(() => client.OpenSubscriptionAsync("/a"));
    }

    [Fact]
    public async Task What_waits_for_a_receipt_and_what_is_sent_meanwhile_fails_clearly()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(new() { Reconnect = new() { InitialDelay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(1) } });
        await using var clientEnd = client;
        var transaction = await client.BeginAsync();
        var sending = client.SendWithReceiptAsync("/a", "1");
        await peer.ExpectAsync("BEGIN");
        await peer.ExpectAsync("SEND");
        peer.Dispose();

        await Assert.ThrowsAsync<StompConnectionException>(() => sending.WaitAsync(StompTestClient.Patience));
        await Eventually.TrueAsync(() => client.State == StompClientState.Reconnecting);
        var fault = await Assert.ThrowsAsync<StompConnectionException>(() => client.SendAsync("/a", "x"));
        Assert.Contains("reconnecting", fault.Message);
        await Assert.ThrowsAsync<StompConnectionException>(() => transaction.SendAsync("/a", "x"));
        await transaction.DisposeAsync();
    }

    [Fact]
    public async Task A_message_of_a_lost_connection_is_not_acknowledged_on_the_next_nor_handed_out()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(Quickly);
        await using var clientEnd = client;
        var subscription = await client.OpenSubscriptionAsync("/a", new() { AwaitReceipt = false, AckMode = StompAckMode.ClientIndividual });
        await using var messages = subscription.ReadAllAsync().GetAsyncEnumerator();
        for (var i = 1; i <= 2; i++) await peer.SendAsync($"MESSAGE\nsubscription:sub-1\ndestination:/a\nmessage-id:{i}\nack:{i}\n\n{i}\0");
        await messages.MoveNextAsync().AsTask().WaitAsync(StompTestClient.Patience);
        peer.Dispose();

        using var next = await AcceptAsync(server);
        await next.ExpectAsync("SUBSCRIBE");
        await Assert.ThrowsAsync<StompConnectionException>(() => messages.Current.AckAsync());
        await next.SendAsync("MESSAGE\nsubscription:sub-1\ndestination:/a\nmessage-id:3\nack:3\nredelivered:true\n\n1\0");
        await messages.MoveNextAsync().AsTask().WaitAsync(StompTestClient.Patience);
        Assert.Equal(("3", true), (messages.Current.MessageId, messages.Current.IsRedelivered));
    }

    [Fact]
    public async Task A_subscription_opened_meanwhile_is_made_with_the_next_connection_and_one_closed_is_not()
    {
        var time = new FakeTime();
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(new() { TimeProvider = time });
        await using var clientEnd = client;
        var closed = await client.OpenSubscriptionAsync("/closed", new() { AwaitReceipt = false });
        await peer.ExpectAsync("SUBSCRIBE");
        peer.Dispose();
        await Eventually.TrueAsync(() => client.State == StompClientState.Reconnecting);
        await client.OpenSubscriptionAsync("/opened").WaitAsync(StompTestClient.Patience);
        await closed.DisposeAsync();

        var accepting = AcceptAsync(server);
        await Eventually.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(0.1));
            return client.State == StompClientState.Connected;
        });
        using var next = await accepting;
        Assert.Equal("/opened", (await next.ExpectAsync("SUBSCRIBE")).Headers["destination"]);
    }

    [Fact]
    public async Task After_the_last_attempt_the_client_closes_and_its_consumers_are_told()
    {
        StompClient client;
        StompSubscription subscription;
        using (var server = new ScriptedServer())
        {
            (client, var peer) = await server.ConnectAsync(new() { Reconnect = new() { InitialDelay = TimeSpan.Zero, MaxAttempts = 2 } });
            subscription = await client.OpenSubscriptionAsync("/a", new() { AwaitReceipt = false });
            server.Dispose();
            peer.Dispose();
        }

        await using var clientEnd = client;
        await Assert.ThrowsAsync<StompConnectionException>(() => client.Closed.WaitAsync(StompTestClient.Patience));
        await using var messages = subscription.ReadAllAsync().GetAsyncEnumerator();
        await Assert.ThrowsAsync<StompConnectionException>(() => messages.MoveNextAsync().AsTask().WaitAsync(StompTestClient.Patience));
        await Assert.ThrowsAsync<StompConnectionException>(() => client.WhenConnectedAsync());
    }

    [Fact]
    public async Task States_are_told_in_their_order()
    {
        using var server = new ScriptedServer();
        var states = new List<StompClientState>();
        var client = new StompClient(server.Address, Quickly with { CloseTimeout = TimeSpan.FromMilliseconds(100) });
        client.StateChanged += (_, e) =>
        {
            lock (states) states.Add(e.State);
        };
        var connecting = client.ConnectAsync();
        (await AcceptAsync(server)).Dispose();
        await connecting.WaitAsync(StompTestClient.Patience);
        using var next = await AcceptAsync(server);
        await client.WhenConnectedAsync().WaitAsync(StompTestClient.Patience);
        await client.DisposeAsync();

        Assert.Equal(
        [
            StompClientState.Connecting, StompClientState.Connected, StompClientState.Reconnecting, StompClientState.Connected,
            StompClientState.Closed,
        ], states);
    }

    [Fact]
    public async Task What_a_handler_of_StateChanged_throws_closes_the_client()
    {
        using var server = new ScriptedServer();
        await using var client = new StompClient(server.Address);
        client.StateChanged += (_, e) =>
        {
            if (e.State == StompClientState.Connected) throw new InvalidOperationException("mine");
        };
        var connecting = client.ConnectAsync();
        using var peer = await AcceptAsync(server);
        await Assert.ThrowsAsync<StompConnectionException>(() => connecting.WaitAsync(StompTestClient.Patience));
        var fault = await Assert.ThrowsAsync<StompConnectionException>(() => client.Closed.WaitAsync(StompTestClient.Patience));
        Assert.Equal("mine", fault.InnerException?.Message);
        await peer.WhenClosedAsync();
    }

    private static async Task<ScriptedPeer> AcceptAsync(ScriptedServer server)
    {
        var peer = await server.AcceptAsync();
        await peer.ExpectAsync("CONNECT");
        await peer.SendAsync("CONNECTED\nversion:1.2\n\n\0");
        return peer;
    }
}
