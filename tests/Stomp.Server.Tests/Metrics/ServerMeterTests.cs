namespace Stomp.Server.Tests.Metrics;

/// <summary>What goes through the server, as whoever watches it reads it.</summary>
public sealed class ServerMeterTests
{
    [Fact]
    public async Task Sessions_and_subscriptions_are_those_of_now()
    {
        await using var app = await TestApp.StartOpenAsync();
        using var figures = new MeterRecorder(app.Services);
        await using var one = await app.SubscribedAsync("/topic/a");
        await using var other = await app.SubscribedAsync("/topic/a");
        await other.SubscribeAsync("/queue/b", "b");

        Assert.Equal((2, 3), Now());

        await other.SendAsync("UNSUBSCRIBE\nid:b\nreceipt:r\n\n\0");
        await other.ExpectAsync("RECEIPT");
        Assert.Equal((2, 2), Now());
        one.Kill();
        await Eventually.TrueAsync(() => Now() == (1, 1));

        (double, double) Now() => (figures["stomp.server.active_sessions"], figures["stomp.server.active_subscriptions"]);
    }

    [Fact]
    public async Task Messages_are_counted_as_they_come_and_for_each_who_gets_them()
    {
        await using var app = await TestApp.StartOpenAsync(stomp: stomp => stomp.AddMessageController<EchoController>());
        using var figures = new MeterRecorder(app.Services);
        await using var one = await app.SubscribedAsync("/topic/a");
        await using var other = await app.SubscribedAsync("/topic/a", "own");
        await one.SubscribeAsync("/queue/b", "b");

        await one.SendAsync("SEND\ndestination:/topic/a\n\n\0SEND\ndestination:/topic/nobody\n\n\0SEND\ndestination:/queue/b\n\n\0");
        await one.SendAsync("BEGIN\ntransaction:t\n\n\0SEND\ndestination:/topic/a\ntransaction:t\n\n\0COMMIT\ntransaction:t\n\n\0");
        await app.Template.SendAsync("/topic/a", "the application's");
        for (var i = 0; i < 4; i++) await one.ReceiveBodyAsync();
        for (var i = 0; i < 3; i++) await other.ReceiveBodyAsync();

        Assert.Equal(4, figures["stomp.server.received.messages"]);
        // Counted behind the last of those who get it.
        await Eventually.TrueAsync(() => figures["stomp.server.delivered.messages"] == 7);
    }

    [Fact]
    public async Task Refused_frames_are_counted_by_what_was_wrong()
    {
        await using var app = await TestApp.StartAsync(stomp: stomp => stomp.AddMessageController<EchoController>());
        using var figures = new MeterRecorder(app.Services);
        await using var client = await app.SubscribedAsync("/user/queue/errors");
        await using var other = await app.ConnectAsync();

        await client.SendAsync("SEND\ndestination:/app/nowhere\n\nhi\0");
        await client.ReceiveBodyAsync();
        await other.SendAsync("SEND\ndestination:/topic/not-open\n\nhi\0");
        await other.ExpectErrorAsync();

        Assert.Equal(2, figures["stomp.server.refused.frames"]);
        Assert.Equal(1, figures["stomp.server.refused.frames protocol_error"]);
    }

    [Fact]
    public async Task What_waits_is_told_in_bytes()
    {
        await using var app = await TestApp.StartOpenAsync();
        using var figures = new MeterRecorder(app.Services);
        await using var client = await app.ConnectAsync();

        await client.PublishAsync("/queue/a", new string('x', 40_000));

        Assert.InRange(figures["stomp.server.queued.size"], 40_000, 100_000);
    }
}
