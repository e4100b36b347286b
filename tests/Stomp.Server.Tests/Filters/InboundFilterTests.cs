using System.Net.WebSockets;

namespace Stomp.Server.Tests;

/// <summary>Filters of what clients send.</summary>
public sealed class InboundFilterTests
{
    private static Task<TestApp> StartAsync(FilterProbe filter, Action<StompEndpointOptions>? endpoint = null) => TestApp.StartAsync(
        options => options.AllowSendToBroker = true,
        filter.AddInbound,
        endpoint);

    [Fact]
    public async Task It_sees_every_frame_of_a_client_from_connect_to_disconnect()
    {
        var filter = new FilterProbe();
        await using var app = await StartAsync(filter);
        await using var client = await app.SubscribedAsync("/topic/a");

        await client.SendAsync("SEND\ndestination:/topic/a\n\nhi\0\n\nBEGIN\ntransaction:t\n\n\0SEND\ndestination:/topic/a\ntransaction:t\n\nlater\0"
            + "COMMIT\ntransaction:t\n\n\0UNSUBSCRIBE\nid:sub-0\n\n\0DISCONNECT\nreceipt:bye\n\n\0");

        Assert.Equal("hi", await client.ReceiveBodyAsync());
        Assert.Equal("later", await client.ReceiveBodyAsync());
        await client.ExpectAsync("RECEIPT");
        Assert.Equal(["CONNECT", "SUBSCRIBE", "SEND", "BEGIN", "SEND", "COMMIT", "UNSUBSCRIBE", "DISCONNECT"], filter.Seen);
    }

    [Fact]
    public async Task It_changes_a_frame_before_it_is_handled()
    {
        var filter = FilterProbe.On(StompCommand.Send, (context, next) =>
        {
            context.Frame = Frames.Of(StompCommand.Send, context.Frame.GetBodyText() + "!", ("destination", "/topic/a"), ("by", context.Session.Id));
            return next(context);
        });
        await using var app = await StartAsync(filter);
        await using var client = await app.SubscribedAsync("/topic/a");

        await client.SendAsync("SEND\ndestination:/topic/elsewhere\nreceipt:1\n\nhi\0");

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("hi!", client.SessionId), (message.GetBodyText(), message.Headers["by"]));
        Assert.Equal("1", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
    }

    [Fact]
    public async Task A_frame_that_is_not_passed_on_has_been_handled()
    {
        var filter = FilterProbe.On(StompCommand.Send, (_, _) => default);
        await using var app = await StartAsync(filter);
        await using var client = await app.SubscribedAsync("/topic/a");

        await client.PublishAsync("/topic/a");

        await client.FenceAsync();
    }

    [Fact]
    public async Task It_answers_a_frame_by_itself()
    {
        var filter = FilterProbe.On(StompCommand.Subscribe, async (context, next) =>
        {
            await next(context);
            context.Reply(Frames.Of(StompCommand.Message, "welcome",
                ("destination", context.Frame.Headers["destination"]!), ("subscription", context.Frame.Headers["id"]!), ("message-id", "w-1")));
        });
        await using var app = await StartAsync(filter);
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SUBSCRIBE\nid:s\ndestination:/topic/a\nreceipt:1\n\n\0");

        Assert.Equal("welcome", await client.ReceiveBodyAsync());
        await client.ExpectAsync("RECEIPT");
    }

    [Fact]
    public async Task An_error_that_it_answers_with_ends_the_session()
    {
        var filter = FilterProbe.On(StompCommand.Send, (context, _) =>
        {
            context.Reply(Frames.Of(StompCommand.Error, "", ("message", "not today")));
            return default;
        });
        await using var app = await StartAsync(filter);
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SEND\ndestination:/topic/a\n\n\0");

        Assert.Equal("not today", (await client.ExpectErrorAsync()).Headers["message"]);
    }

    [Theory]
    [InlineData("SEND\ndestination:/topic/a\nreceipt:7\n\nhi\0")]
    [InlineData("SUBSCRIBE\nid:x\ndestination:/topic/a\nreceipt:7\n\n\0")]
    [InlineData("BEGIN\ntransaction:t\nreceipt:7\n\n\0")]
    [InlineData("DISCONNECT\nreceipt:7\n\n\0")]
    public async Task A_frame_that_it_refuses_is_told_to_who_listens_for_errors(string wire)
    {
        var refuses = false;
        var filter = new FilterProbe((context, next) => refuses ? throw new MessageRejectedException("no", "urn:test:no") : next(context));
        await using var app = await StartAsync(filter);
        await using var client = await app.SubscribedAsync("/user/queue/errors");
        refuses = true;

        await client.SendAsync(wire);

        var refusal = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("7", "application/problem+json"), (refusal.Headers["receipt-id"], refusal.Headers["content-type"]));
        Assert.Contains("urn:test:no", refusal.GetBodyText());
    }

    [Fact]
    public async Task A_frame_that_it_refuses_is_an_error_for_others()
    {
        var filter = FilterProbe.On(StompCommand.Subscribe, (_, _) => throw new MessageRejectedException("no"));
        await using var app = await StartAsync(filter);
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SUBSCRIBE\nid:x\ndestination:/topic/a\nreceipt:7\n\n\0");

        var error = await client.ExpectErrorAsync();
        Assert.Equal(("no", "7"), (error.Headers["message"], error.Headers["receipt-id"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connect_that_it_refuses_or_keeps_is_refused(bool refuses)
    {
        var listener = new ListenerProbe();
        var filter = FilterProbe.On(StompCommand.Connect, (_, _) => refuses ? throw new MessageRejectedException("no entrance") : default);
        await using var app = await TestApp.StartAsync(stomp: stomp => filter.AddInbound(listener.AddTo(stomp)));
        await using var client = await StompTestClient.OpenAsync(app.Endpoint);

        await client.SendAsync("CONNECT\naccept-version:1.2\n\n\0SEND\ndestination:/app/x\n\n\0");

        Assert.Equal(refuses ? "no entrance" : "The connection was refused.", (await client.ExpectErrorAsync()).Headers["message"]);
        await app.WhenSessionsAsync(0);
        Assert.Empty(listener.Heard);
        Assert.Contains(app.Log.Lines, line => line.Contains("ended: ConnectRefused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_disconnect_that_it_keeps_ends_the_session_all_the_same()
    {
        var filter = FilterProbe.On(StompCommand.Disconnect, (_, _) => default);
        await using var app = await StartAsync(filter);
        await using var client = await app.ConnectAsync();

        await client.SendAsync("DISCONNECT\nreceipt:bye\n\n\0");

        await client.ExpectAsync("RECEIPT");
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await client.ClosedAsync());
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task What_it_throws_unforeseen_ends_that_session_alone_and_is_logged(Type fault)
    {
        var filter = FilterProbe.On(StompCommand.Send, (context, next) =>
            context.Frame.GetBodyText() == "bad" ? throw (Exception)Activator.CreateInstance(fault, "thrown by a filter")! : next(context));
        await using var app = await StartAsync(filter);
        app.ExpectsNoProblems = false;
        await using var client = await app.ConnectAsync();
        await using var other = await app.SubscribedAsync("/topic/a");

        await client.SendAsync("SEND\ndestination:/topic/a\n\nbad\0");

        Assert.Equal(WebSocketCloseStatus.InternalServerError, await client.ClosedAsync());
        await other.SendAsync("SEND\ndestination:/topic/a\n\ngood\0");
        Assert.Equal("good", await other.ReceiveBodyAsync());
        Assert.Contains("thrown by a filter", Assert.Single(app.Log.Problems));
    }

    [Fact]
    public async Task Filters_run_in_their_order_those_of_all_endpoints_first()
    {
        var order = new List<string>();
        var first = FilterProbe.On(StompCommand.Send, async (context, next) =>
        {
            order.Add("all in");
            await next(context);
            order.Add("all out");
        });
        var second = new EndpointProbe((context, next) =>
        {
            if (context.Frame.Command == StompCommand.Send) order.Add("endpoint");
            return next(context);
        });
        await using var app = await TestApp.StartAsync(
            options => options.AllowSendToBroker = true,
            stomp => first.AddInbound(stomp.Add(second)),
            endpoint => endpoint.AddFilter<EndpointProbe>(),
            web => web.MapStomp("/other"));
        await using (var client = await app.ConnectAsync()) await client.PublishAsync("/topic/a");
        Assert.Equal(["all in", "endpoint", "all out"], order);

        await using var elsewhere = await StompTestClient.OpenAsync(new Uri(app.Endpoint, "/other"));
        await elsewhere.SendAsync("CONNECT\naccept-version:1.2\n\n\0");
        await elsewhere.ExpectAsync("CONNECTED");
        order.Clear();
        await elsewhere.PublishAsync("/topic/a");
        Assert.Equal(["all in", "all out"], order);
    }

    [Fact]
    public async Task A_frame_that_is_passed_on_or_answered_too_late_is_the_filters_fault()
    {
        StompContext? kept = null;
        Func<StompContext, ValueTask>? keptNext = null;
        var filter = FilterProbe.On(StompCommand.Send, (context, next) =>
        {
            (kept, keptNext) = (context, next);
            return default;
        });
        await using var app = await StartAsync(filter);
        await using var client = await app.SubscribedAsync("/topic/a");
        await client.PublishAsync("/topic/a");

        await Assert.ThrowsAsync<InvalidOperationException>(() => keptNext!(kept!).AsTask());
        Assert.Throws<InvalidOperationException>(() => kept!.Reply(kept.Frame));
        await client.FenceAsync();
    }
}
