namespace Stomp.Server.Tests;

/// <summary>STOMP 1.2, "Heart-beating", by a clock of our own.</summary>
public sealed class HeartBeatTests
{
    private readonly FakeTime _time = new();
    private readonly ListenerProbe _listener = new();

    private Task<TestApp> StartAsync(TimeSpan outgoing, TimeSpan incoming) => TestApp.StartOpenAsync(
        options => (options.HeartBeatOutgoing, options.HeartBeatIncoming) = (outgoing, incoming), stomp => _listener.AddTo(stomp), _time);

    [Theory]
    [InlineData(1, "0,4000", 4)]
    [InlineData(5, "0,2000", 5)]
    public async Task The_server_beats_at_the_greater_of_both_wishes(int offered, string header, int seconds)
    {
        await using var app = await StartAsync(TimeSpan.FromSeconds(offered), TimeSpan.Zero);
        await using var client = await app.ConnectAsync(headers: $"heart-beat:{header}\n");

        _time.Advance(TimeSpan.FromSeconds(seconds / 2.0));
        await client.FenceAsync();
        Assert.Equal(0, client.HeartBeats);
        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(seconds));
            await client.ReceiveHeartBeatAsync();
        }
    }

    [Theory]
    [InlineData(10, "10000,0")]
    [InlineData(0, "0,1000")]
    public async Task No_heart_beat_is_sent_to_who_wants_none_or_by_who_offers_none(int offered, string header)
    {
        await using var app = await StartAsync(TimeSpan.FromSeconds(offered), TimeSpan.Zero);
        await using var client = await app.ConnectAsync(headers: $"heart-beat:{header}\n");

        _time.Advance(TimeSpan.FromMinutes(10));

        await client.FenceAsync();
        Assert.Equal(0, client.HeartBeats);
    }

    [Fact]
    public async Task Any_data_counts_as_the_servers_heart_beat()
    {
        await using var app = await StartAsync(TimeSpan.FromSeconds(4), TimeSpan.Zero);
        await using var client = await app.ConnectAsync(headers: "heart-beat:0,4000\n");

        for (var i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            await client.FenceAsync();
        }

        Assert.Equal(0, client.HeartBeats);
    }

    [Fact]
    public async Task A_dead_client_is_noticed_without_any_traffic()
    {
        await using var app = await StartAsync(TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await using var client = await app.ConnectAsync(headers: "heart-beat:5000,0\n");

        _time.Advance(TimeSpan.FromSeconds(19));
        await client.FenceAsync();
        _time.Advance(TimeSpan.FromSeconds(21));

        Assert.Contains("Nothing was received for 20 s", (await client.ExpectErrorAsync()).Headers["message"]);
        Assert.Equal([DisconnectReason.HeartBeatTimeout], await _listener.EndedAsync(1));
    }

    [Fact]
    public async Task A_client_that_sends_line_ends_in_time_lives()
    {
        await using var app = await StartAsync(TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await using var client = await RawWebSocket.OpenAsync(app.Endpoint);
        await client.SendTextAsync("CONNECT\naccept-version:1.2\nheart-beat:10000,0\n\n\0");
        await client.ReceiveAsync();

        for (var i = 0; i < 20; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            await client.SendTextAsync("\n");
            // Its pong says that what came before the ping has been read.
            await client.WriteAsync(RawWebSocket.Frame(9, default));
            Assert.Equal(10, (await client.ReceiveAsync()).Opcode);
        }
    }

    [Fact]
    public async Task A_client_that_promised_no_heart_beats_is_not_missed()
    {
        await using var app = await StartAsync(TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await using var client = await app.ConnectAsync(headers: "heart-beat:0,0\n");

        _time.Advance(TimeSpan.FromHours(1));

        await client.FenceAsync();
    }

    [Fact]
    public async Task A_client_is_not_dead_while_its_message_is_handled_and_has_its_full_time_then()
    {
        var gate = new Gate();
        await using var app = await TestApp.StartOpenAsync(
            options => options.HeartBeatIncoming = TimeSpan.FromSeconds(10),
            stomp => stomp.AddMessageController<GateController>().Add(gate),
            _time);
        await using var client = await app.ConnectAsync(headers: "heart-beat:10000,0\n");

        await client.SendAsync("SEND\ndestination:/app/wait\nreceipt:waited\n\n\0");
        await gate.Entered;
        _time.Advance(TimeSpan.FromMinutes(5));
        gate.Open();
        await client.ExpectAsync("RECEIPT");
        _time.Advance(TimeSpan.FromSeconds(19));

        await client.FenceAsync();
    }
}
