using Stomp.Client;
using Testing.Server;

namespace Stomp.Tests.Client;

/// <summary>STOMP 1.2, "Heart-beating", from the client's side; the clock is the test's.</summary>
public sealed class HeartBeatWatchTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public async Task An_idle_client_sends_a_line_end_within_the_interval()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(Options(), "version:1.2\nheart-beat:0,10000\n");
        await using var clientEnd = client;
        using var peerEnd = peer;

        var raw = peer.ReadRawAsync();
        _time.Advance(TimeSpan.FromSeconds(8));
        Assert.False(raw.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("\n", await raw);
    }

    [Fact]
    public async Task A_server_that_wants_none_gets_none()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(Options(), "version:1.2\nheart-beat:10000,0\n");
        await using var clientEnd = client;
        using var peerEnd = peer;
        _time.Advance(TimeSpan.FromSeconds(15));
        await client.SendAsync("/a", "first");
        Assert.StartsWith("SEND", await peer.ReadRawAsync());
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_dead_after_two_intervals_and_not_before()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(Options(), "version:1.2\nheart-beat:10000,0\n");
        await using var clientEnd = client;
        using var peerEnd = peer;

        var waited = 0;
        await Eventually.TrueAsync(() =>
        {
            if (client.Closed.IsCompleted) return true;
            _time.Advance(TimeSpan.FromSeconds(1));
            waited++;
            return client.Closed.IsCompleted;
        });

        Assert.InRange(waited, 20, 4000);
        var reason = await Assert.ThrowsAsync<StompConnectionException>(() => client.Closed);
        Assert.Contains("heart-beat", reason.Message);
    }

    [Fact]
    public async Task Any_byte_keeps_a_server_alive()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(Options(), "version:1.2\nheart-beat:10000,0\n");
        await using var clientEnd = client;
        using var peerEnd = peer;
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(9));
            // The receipt shows that the line end before it was read.
            var sending = client.SendWithReceiptAsync("/a", "x");
            await peer.SendAsync("\n");
            await peer.ConfirmAsync("SEND");
            await sending.WaitAsync(StompTestClient.Patience);
        }

        Assert.Equal(StompClientState.Connected, client.State);
    }

    [Fact]
    public async Task A_slow_consumer_does_not_make_the_server_look_dead()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(Options() with { HeartBeatIncoming = TimeSpan.FromSeconds(5) }, "version:1.2\nheart-beat:5000,0\n");
        await using var clientEnd = client;
        using var peerEnd = peer;
        var subscribing = client.OpenSubscriptionAsync("/a", new() { BufferCapacity = 1 });
        await peer.ConfirmAsync("SUBSCRIBE");
        await using var subscription = await subscribing.WaitAsync(StompTestClient.Patience);
        const string Message = "MESSAGE\nsubscription:sub-1\ndestination:/a\nmessage-id:1\n\nx\0";
        var late = client.SendWithReceiptAsync("/a", "x");
        var frame = await peer.ExpectAsync("SEND");
        await peer.SendAsync($"{Message}{Message}{Message}RECEIPT\nreceipt-id:{frame.Headers["receipt"]}\n\n\0");
        var messages = subscription.ReadAllAsync().GetAsyncEnumerator();
        await messages.MoveNextAsync().AsTask().WaitAsync(StompTestClient.Patience);

        // One is taken, one waits in the buffer, one keeps the reader. Silence is death after 10 s, a receipt may take 15 s.
        _time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(late.IsCompleted);
        await messages.MoveNextAsync().AsTask().WaitAsync(StompTestClient.Patience);
        await messages.MoveNextAsync().AsTask().WaitAsync(StompTestClient.Patience);

        await late.WaitAsync(StompTestClient.Patience);
        Assert.Equal(StompClientState.Connected, client.State);
    }

    private StompClientOptions Options() => new()
    {
        TimeProvider = _time,
        Reconnect = StompReconnectOptions.Never,
    };
}
