namespace Stomp.Server.Tests.Conformance;

/// <summary>"Heart-beating", by a clock of our own.</summary>
public sealed class HeartBeatTests
{
    private readonly FakeTime _time = new();
    private readonly ListenerProbe _listener = new();

    // "otherwise, there will be heart-beats every MAX(<cx>,<sy>) milliseconds"; "In the other direction, <sx> and <cy> are used the same way."
    // "if the sender has no real STOMP frame to send, it MUST send an end-of-line (EOL)"
    [Theory]
    [EachTransport(1, "0,4000", 4)]
    [EachTransport(5, "0,2000", 5)]
    public async Task The_server_sends_an_EOL_at_the_greater_of_both_wishes(Transport over, int offered, string header, int seconds)
    {
        await using var app = await StartAsync(TimeSpan.FromSeconds(offered), TimeSpan.Zero);
        await using var client = await RawStomp.ConnectAsync(app, over, headers: $"heart-beat:{header}\n");

        _time.Advance(TimeSpan.FromSeconds(seconds / 2.0));
        await client.FenceAsync();
        Assert.Equal(0, client.LineEnds);
        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(seconds));
            await client.ReceiveHeartBeatAsync();
        }
    }

    // "if <cx> is 0 (the client cannot send heart-beats) or <sy> is 0 (the server does not want to receive heart-beats) then there will be none";
    // "A missing heart-beat header MUST be treated the same way as a heart-beat:0,0 header".
    [Theory]
    [EachTransport(10, "heart-beat:10000,0\n")]
    [EachTransport(0, "heart-beat:0,1000\n")]
    [EachTransport(10, "heart-beat:0,0\n")]
    [EachTransport(10, "")]
    public async Task No_heart_beat_is_sent_to_who_wants_none_or_by_who_offers_none(Transport over, int offered, string header)
    {
        await using var app = await StartAsync(TimeSpan.FromSeconds(offered), TimeSpan.Zero);
        await using var client = await RawStomp.ConnectAsync(app, over, headers: header);

        _time.Advance(TimeSpan.FromMinutes(10));

        await client.FenceAsync();
        Assert.Equal(0, client.LineEnds);
    }

    // "any new data received over the network connection is an indication that the remote end is alive"
    [Theory, EachTransport]
    public async Task A_frame_stands_in_for_the_servers_heart_beat(Transport over)
    {
        await using var app = await StartAsync(TimeSpan.FromSeconds(4), TimeSpan.Zero);
        await using var client = await RawStomp.ConnectAsync(app, over, headers: "heart-beat:0,4000\n");

        for (var i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            await client.FenceAsync();
        }

        Assert.Equal(0, client.LineEnds);
    }

    // "because of timing inaccuracies, the receiver SHOULD be tolerant and take into account an error margin"
    [Theory, EachTransport]
    public async Task A_dead_client_is_noticed_without_any_traffic_and_not_before_the_margin(Transport over)
    {
        await using var app = await StartAsync(TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await using var client = await RawStomp.ConnectAsync(app, over, headers: "heart-beat:5000,0\n");

        _time.Advance(TimeSpan.FromSeconds(19));
        await client.FenceAsync();
        _time.Advance(TimeSpan.FromSeconds(21));

        Assert.Contains("Nothing was received for 20 s", (await client.ExpectErrorAsync())["message"]);
        Assert.Equal([DisconnectReason.HeartBeatTimeout], await _listener.EndedAsync(1));
    }

    // Over WebSocket alone: a ping's answer tells when what came before it has been read, which nothing does over TCP.
    [Theory]
    [InlineData("\n\n\n\n\n\n\n\n\n\n")]
    [InlineData("\r\n\r\n\n\r\n\r\n\n")]
    [InlineData("SEND\nx:1\n")]
    public async Task A_client_that_sends_EOLs_or_parts_of_a_frame_in_time_lives(string wire)
    {
        await using var app = await StartAsync(TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await using var client = await RawWebSocket.OpenAsync(app.Endpoint);
        await client.SendTextAsync("CONNECT\naccept-version:1.2\nheart-beat:10000,0\n\n\0");
        await client.ReceiveAsync();

        foreach (var octet in wire)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            await client.SendTextAsync($"{octet}");
            await client.WriteAsync(RawWebSocket.Frame(9, default));
            Assert.Equal(10, (await client.ReceiveAsync()).Opcode);
        }
    }

    [Theory, EachTransport]
    public async Task A_client_that_promised_no_heart_beats_is_not_missed(Transport over)
    {
        await using var app = await StartAsync(TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await using var client = await RawStomp.ConnectAsync(app, over, headers: "heart-beat:0,0\n");

        _time.Advance(TimeSpan.FromHours(1));

        await client.FenceAsync();
    }

    [Theory, EachTransport]
    public async Task A_client_is_not_dead_while_its_message_is_handled_and_has_its_full_time_then(Transport over)
    {
        var gate = new Gate();
        await using var app = await TestApp.StartOpenAsync(
            options => options.HeartBeatIncoming = TimeSpan.FromSeconds(10),
            stomp => stomp.AddMessageController<GateController>().Add(gate),
            _time);
        await using var client = await RawStomp.ConnectAsync(app, over, headers: "heart-beat:10000,0\n");

        await client.SendAsync("SEND\ndestination:/app/wait\nreceipt:waited\n\n\0");
        await gate.Entered;
        _time.Advance(TimeSpan.FromMinutes(5));
        gate.Open();
        await client.ExpectReceiptAsync("waited");
        _time.Advance(TimeSpan.FromSeconds(19));

        await client.FenceAsync();
    }

    // Heart-beats came with 1.1.
    [Theory, EachTransport]
    public async Task In_1_0_there_are_none(Transport over)
    {
        await using var app = await StartAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        await using var client = await RawStomp.OpenAsync(app, over);

        await client.SendAsync("CONNECT\nheart-beat:1000,1000\n\n\0");

        Assert.Equal("0,0", (await client.ExpectAsync("CONNECTED"))["heart-beat"]);
        _time.Advance(TimeSpan.FromMinutes(5));
        await client.FenceAsync();
        Assert.Equal(0, client.LineEnds);
    }

    private Task<TestApp> StartAsync(TimeSpan outgoing, TimeSpan incoming) => TestApp.StartOpenAsync(
        options => (options.HeartBeatOutgoing, options.HeartBeatIncoming) = (outgoing, incoming), stomp => _listener.AddTo(stomp), _time);
}
