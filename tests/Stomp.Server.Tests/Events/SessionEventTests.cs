using System.Net.WebSockets;

namespace Stomp.Server.Tests;

/// <summary>The events of a session: each once, in the session's order.</summary>
public sealed class SessionEventTests
{
    private readonly Gate _gate = new();

    private Task<TestApp> StartAsync(EventProbe events, Action<StompOptions>? options = null) =>
        TestApp.StartOpenAsync(options, stomp => events.AddTo(stomp).AddMessageController<GateController>().Add(_gate));

    [Fact]
    public async Task They_come_in_the_sessions_order()
    {
        var events = new EventProbe();
        await using var app = await StartAsync(events);
        await using var client = await app.ConnectAsync("1.1");

        await client.SendAsync("SUBSCRIBE\nid:a\ndestination:/topic/a\n\n\0SUBSCRIBE\nid:b\ndestination:/user/queue/b\n\n\0"
            + "UNSUBSCRIBE\nid:a\n\n\0DISCONNECT\n\n\0");

        await events.WhenEndedAsync();
        Assert.Equal(
            ["connecting 1.1", "connected", "subscribed a /topic/a", "subscribed b /user/queue/b", "unsubscribed a /topic/a", "disconnected ClientDisconnect"],
            events.Heard);
    }

    [Fact]
    public async Task A_subscription_is_live_when_it_is_heard_of()
    {
        await using var app = await TestApp.StartAsync(stomp: stomp => stomp.AddSessionListener<Greeter>());
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SUBSCRIBE\nid:a\ndestination:/topic/a\nreceipt:r\n\n\0");

        Assert.Equal("hello", await client.ReceiveBodyAsync());
        await client.ExpectAsync("RECEIPT");
    }

    [Fact]
    public async Task Who_is_refused_while_connecting_gets_an_error_and_is_not_heard_of_again()
    {
        var events = new EventProbe { Connecting = _ => throw new MessageRejectedException("full house") };
        await using var app = await StartAsync(events);
        await using var client = await StompTestClient.OpenAsync(app.Endpoint);

        await client.SendAsync("CONNECT\naccept-version:1.2\n\n\0SUBSCRIBE\nid:a\ndestination:/topic/a\n\n\0");

        Assert.Equal("full house", (await client.ExpectErrorAsync()).Headers["message"]);
        await app.WhenSessionsAsync(0);
        Assert.Equal(["connecting 1.2"], events.Heard);
    }

    [Fact]
    public async Task A_server_that_stops_while_somebody_connects_is_heard_of_in_order()
    {
        var events = new EventProbe { Connected = _ => new(_gate.PassAsync()) };
        await using var app = await StartAsync(events);
        await using var client = await StompTestClient.OpenAsync(app.Endpoint);
        await client.SendAsync("CONNECT\naccept-version:1.2\n\n\0SUBSCRIBE\nid:a\ndestination:/topic/a\n\n\0");
        await _gate.Entered;

        var stopping = app.StopAsync();
        await Eventually.TrueAsync(() => app.Registry().SessionCount == 0);
        _gate.Open();

        await client.ExpectAsync("CONNECTED");
        Assert.Equal(StompTestClient.ServiceRestart, await client.ClosedAsync());
        await stopping.WaitAsync(StompTestClient.Patience);
        Assert.Equal(["connecting 1.2", "connected", "disconnected ServerShutdown"], events.Heard);
    }

    [Fact]
    public async Task A_server_that_stops_before_somebody_is_connected_says_nothing_of_it()
    {
        var events = new EventProbe { Connecting = _ => new(_gate.PassAsync()) };
        await using var app = await StartAsync(events);
        await using var client = await StompTestClient.OpenAsync(app.Endpoint);
        await client.SendAsync("CONNECT\naccept-version:1.2\n\n\0");
        await _gate.Entered;
        await app.WhenSessionsAsync(1);

        var stopping = app.StopAsync();
        await app.WhenStoppingAsync();
        _gate.Open();

        Assert.Equal(StompTestClient.ServiceRestart, await client.ClosedAsync());
        await stopping.WaitAsync(StompTestClient.Patience);
        Assert.Equal(["connecting 1.2"], events.Heard);
    }

    [Fact]
    public async Task A_client_that_is_cut_while_its_message_is_handled_is_heard_of_behind_it()
    {
        var events = new EventProbe();
        await using var app = await StartAsync(events);
        await using var client = await app.ConnectAsync();
        await client.SendAsync("SEND\ndestination:/app/wait\n\n\0SUBSCRIBE\nid:late\ndestination:/topic/a\n\n\0");
        await _gate.Entered;

        client.Kill();
        await using var other = await app.ConnectAsync();
        await other.FenceAsync();
        Assert.DoesNotContain(events.Heard, heard => heard.StartsWith("disconnected", StringComparison.Ordinal));
        _gate.Open();

        await events.WhenEndedAsync();
        await app.WhenSessionsAsync(1);
        // What had come before the cut is handled, in order.
        Assert.Equal(["subscribed late /topic/a", "disconnected ConnectionLost"], events.Heard.Where(heard => heard.Contains("late") || heard.Contains("disconnected")));
    }

    [Fact]
    public async Task Many_reasons_at_once_make_one_end()
    {
        var events = new EventProbe();
        await using var app = await StartAsync(events);
        for (var round = 0; round < 20; round++)
        {
            events.Heard.Clear();
            await using var client = await app.ConnectAsync();
            var session = app.FindSession(client.SessionId)!;

            await Task.WhenAll(
                Task.Run(() => session.DisconnectAsync("one").AsTask()),
                Task.Run(() => app.Registry().DisconnectAsync(session.Id, "two").AsTask()),
                Task.Run(client.Kill),
                Task.Run(() => app.Template.SendToUserAsync(session.Id, "/queue/x", "hi").AsTask()));

            await events.WhenEndedAsync();
            await app.WhenSessionsAsync(0);
            Assert.Single(events.Heard, heard => heard.StartsWith("disconnected", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_session_that_a_listener_ends_at_once_was_connected_all_the_same()
    {
        var events = new EventProbe { Connected = session => session.DisconnectAsync("not now") };
        await using var app = await StartAsync(events);
        await using var client = await app.ConnectAsync();

        Assert.Equal("not now", (await client.ExpectErrorAsync(WebSocketCloseStatus.PolicyViolation)).Headers["message"]);

        await events.WhenEndedAsync();
        Assert.Equal(["connecting 1.2", "connected", "disconnected ClosedByApplication"], events.Heard);
    }

    private sealed class Greeter(IMessageTemplate template) : IStompSessionListener
    {
        public ValueTask OnSubscribedAsync(StompSubscriptionInfo subscription) => template.SendAsync(subscription.Destination, "hello");
    }
}
