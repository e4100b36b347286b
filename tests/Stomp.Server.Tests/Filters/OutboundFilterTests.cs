using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace Stomp.Server.Tests;

/// <summary>Filters of what clients are sent.</summary>
public sealed class OutboundFilterTests
{
    private readonly Gate _gate = new();

    private static Task<TestApp> StartAsync(FilterProbe filter, Action<StompOptions>? options = null, FakeTime? time = null) => TestApp.StartAsync(
        all =>
        {
            all.AllowSendToBroker = true;
            options?.Invoke(all);
        },
        filter.AddOutbound,
        time: time);

    [Fact]
    public async Task It_sees_every_frame_that_a_client_is_sent()
    {
        var filter = new FilterProbe();
        await using var app = await StartAsync(filter);
        await using var client = await app.SubscribedAsync("/topic/a");

        await client.SendAsync("SEND\ndestination:/topic/a\n\nhi\0\nSEND\ndestination:/nowhere\n\nhi\0");

        await client.ExpectAsync("MESSAGE");
        await client.ExpectErrorAsync();
        Assert.Equal(["CONNECTED", "RECEIPT", "MESSAGE", "ERROR"], filter.Seen);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.1")]
    [InlineData("1.2")]
    public async Task What_it_leaves_alone_arrives_byte_for_byte(string version)
    {
        await using var plain = await TestApp.StartOpenAsync();
        await using var filtered = await StartAsync(new FilterProbe());
        var wires = new List<string>();
        foreach (var app in (TestApp[])[plain, filtered])
        {
            await using var client = await app.SubscribedAsync("/topic/a", version: version);
            var escaped = version == "1.0" ? "x" : @"a\nb\\c\cd";
            await client.SendAsync($"SEND\ndestination:/topic/a\nname: {escaped}\n\nhi 안녕\0");
            var wire = await client.ReceiveRawAsync();
            wires.Add(wire[..wire.IndexOf("message-id", StringComparison.Ordinal)] + wire[wire.IndexOf("content-length", StringComparison.Ordinal)..]);
        }

        Assert.Equal(wires[0], wires[1]);
    }

    [Fact]
    public async Task It_changes_drops_and_adds_frames_for_one_client_and_not_for_others()
    {
        var filter = FilterProbe.On(StompCommand.Message, (context, next) =>
        {
            var body = context.Frame.GetBodyText();
            if (context.Session.Attributes.ContainsKey("plain")) return next(context);
            if (body == "secret") throw new MessageRejectedException("not for you", "urn:test:secret");
            if (body == "drop") return default;
            context.Reply(context.Frame.WithBody("before " + body));
            context.Frame = context.Frame.WithBody(body.ToUpperInvariant());
            return next(context);
        });
        await using var app = await StartAsync(filter);
        await using var filtered = await app.SubscribedAsync("/topic/a");
        await using var plain = await app.SubscribedAsync("/topic/a");
        Assert.NotNull(app.FindSession(plain.SessionId));
        app.FindSession(plain.SessionId)!.Attributes["plain"] = true;

        foreach (var body in (string[])["one", "secret", "drop", "two"]) await app.Template.SendAsync("/topic/a", body);

        foreach (var body in (string[])["before one", "ONE", "before two", "TWO"]) Assert.Equal(body, await filtered.ReceiveBodyAsync());
        foreach (var body in (string[])["one", "secret", "drop", "two"]) Assert.Equal(body, await plain.ReceiveBodyAsync());
        Assert.Contains(app.Log.Lines, line => line.Contains("urn:test:secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Order_is_kept_while_it_takes_its_time()
    {
        var turns = 0;
        var filter = FilterProbe.On(StompCommand.Message, async (context, next) =>
        {
            if (Interlocked.Increment(ref turns) % 3 == 0) await Task.Yield();
            await next(context);
        });
        await using var app = await StartAsync(filter);
        await using var client = await app.SubscribedAsync("/topic/a");

        for (var i = 0; i < 500; i++) await app.Template.SendAsync("/topic/a", i);

        for (var i = 0; i < 500; i++) Assert.Equal(i.ToString(CultureInfo.InvariantCulture), await client.ReceiveBodyAsync());
    }

    [Fact]
    public async Task Pongs_and_heart_beats_pass_it_by()
    {
        var filter = new FilterProbe();
        var time = new FakeTime();
        await using var app = await StartAsync(filter, time: time);
        await using var socket = await RawWebSocket.OpenAsync(app.Endpoint);
        await socket.SendTextAsync("CONNECT\naccept-version:1.2\nheart-beat:0,10000\n\n\0");
        Assert.StartsWith("CONNECTED", Encoding.UTF8.GetString((await socket.ReceiveAsync()).Payload));

        await socket.WriteAsync(RawWebSocket.Frame(9, "ping"u8));
        var (opcode, payload) = await socket.ReceiveAsync();
        Assert.Equal((10, "ping"), (opcode, Encoding.UTF8.GetString(payload)));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("\n", Encoding.UTF8.GetString((await socket.ReceiveAsync()).Payload));

        Assert.Equal(["CONNECTED"], filter.Seen);
    }

    [Fact]
    public async Task Who_does_not_read_is_cut_as_without_it()
    {
        await using var app = await StartAsync(new FilterProbe(), options => options.MaxQueuedBytes = 64 * 1024);
        await using var socket = await RawWebSocket.OpenAsync(app.Endpoint, receiveBuffer: 4096);
        await socket.SendTextAsync("CONNECT\naccept-version:1.2\n\n\0");
        await socket.ReceiveAsync();
        await socket.SendTextAsync("SUBSCRIBE\nid:0\ndestination:/topic/a\nreceipt:r\n\n\0");
        await socket.ReceiveAsync();
        var payload = new string('x', 16 * 1024);

        await Eventually.TrueAsync(() =>
        {
            _ = app.Template.SendAsync("/topic/a", payload).AsTask();
            return app.Log.Lines.Any(line => line.Contains("ended: SlowConsumer", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task One_that_never_answers_is_taken_for_a_client_that_does_not_read()
    {
        var time = new FakeTime();
        var filter = FilterProbe.On(StompCommand.Message, async (context, next) =>
        {
            await _gate.PassAsync();
            await next(context);
        });
        await using var app = await StartAsync(filter, time: time);
        await using var client = await app.SubscribedAsync("/topic/a");
        await app.Template.SendAsync("/topic/a", "hi");
        await _gate.Entered;

        time.Advance(TimeSpan.FromSeconds(12));

        await Eventually.TrueAsync(() => app.FindSession(client.SessionId) is null);
        _gate.Open();
        Assert.Equal("hi", await client.ReceiveBodyAsync());
        await client.ExpectErrorAsync(WebSocketCloseStatus.PolicyViolation);
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task What_it_throws_unforeseen_ends_that_session_alone_and_is_logged(Type fault)
    {
        var filter = FilterProbe.On(StompCommand.Message, (context, next) =>
            context.Session.Attributes.ContainsKey("bad") ? throw (Exception)Activator.CreateInstance(fault, "thrown by a filter")! : next(context));
        var listener = new ListenerProbe();
        await using var app = await TestApp.StartAsync(
            options => options.CloseTimeout = TimeSpan.FromMilliseconds(200),
            stomp => filter.AddOutbound(listener.AddTo(stomp)));
        app.ExpectsNoProblems = false;
        await using var client = await app.SubscribedAsync("/topic/a");
        await using var other = await app.SubscribedAsync("/topic/a");
        app.FindSession(client.SessionId)!.Attributes["bad"] = true;

        await app.Template.SendAsync("/topic/a", "one");
        Assert.Equal([DisconnectReason.InternalError], await listener.EndedAsync(1));
        await app.Template.SendAsync("/topic/a", "two");

        Assert.Equal("one", await other.ReceiveBodyAsync());
        Assert.Equal("two", await other.ReceiveBodyAsync());
        await app.WhenSessionsAsync(1);
        Assert.Contains("thrown by a filter", Assert.Single(app.Log.Problems));
    }

    [Fact]
    public async Task The_last_error_and_the_close_frame_come_through_it()
    {
        var filter = FilterProbe.On(StompCommand.Error, (context, next) =>
        {
            context.Frame = Frames.Of(StompCommand.Error, "", ("message", "in other words"));
            return next(context);
        });
        await using var app = await StartAsync(filter);
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SEND\ndestination:/nowhere\n\nhi\0");

        Assert.Equal("in other words", (await client.ExpectErrorAsync()).Headers["message"]);
    }

    [Fact]
    public async Task An_error_that_it_answers_with_ends_the_session()
    {
        var filter = FilterProbe.On(StompCommand.Message, (context, _) =>
        {
            context.Reply(Frames.Of(StompCommand.Error, "", ("message", "not today")));
            return default;
        });
        await using var app = await StartAsync(filter);
        await using var client = await app.SubscribedAsync("/topic/a");

        await app.Template.SendAsync("/topic/a", "hi");

        Assert.Equal("not today", (await client.ExpectErrorAsync()).Headers["message"]);
    }
}
