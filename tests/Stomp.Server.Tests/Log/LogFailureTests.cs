using Microsoft.Extensions.Options;
using Stomp.Server.Log;

namespace Stomp.Server.Tests.Log;

/// <summary>A log that cannot keep messages, or cannot be read. The store is one of an application that fails when the test says so.</summary>
public sealed class LogFailureTests
{
    private readonly HeldStore _store = new(new InMemoryMessageLogStore(Options.Create(new StompOptions())));

    [Theory]
    [InlineData(LogApp.Room)]
    [InlineData("/app/say")]
    [InlineData("/app/say-twice")]
    [InlineData("/app/keep")]
    public async Task A_sender_is_told_that_its_message_was_not_kept_and_later_ones_are(string destination)
    {
        await using var app = await StartAsync(new MessageLogException("The disk is full."));
        await using var client = await app.SubscribedAsync("/user/queue/errors", "errors");

        await client.SendAsync($"SEND\ndestination:{destination}\nreceipt:r\n\nhi\0");
        var refusal = await client.ExpectAsync("MESSAGE");
        _store.Fault = null;
        await client.SendAsync($"SEND\ndestination:{LogApp.Room}\nreceipt:r2\n\nhi\0");
        var receipt = await client.ExpectAsync("RECEIPT");

        Assert.Equal("r", refusal.Headers["receipt-id"]);
        var problem = refusal.GetBodyText();
        Assert.Contains("\"type\":\"urn:stomp:log-unavailable\"", problem, StringComparison.Ordinal);
        Assert.Contains("The disk is full.", problem, StringComparison.Ordinal);
        Assert.Contains($"\"destination\":\"{destination}\"", problem, StringComparison.Ordinal);
        Assert.Equal(("r2", 1), (receipt.Headers["receipt-id"], receipt.Offset()));
        Assert.Single(app.Log.Problems, line => line.Contains("cannot keep messages", StringComparison.Ordinal));
        Assert.Contains("The message log keeps messages again", app.Log.Lines);
    }

    [Fact]
    public async Task Who_does_not_listen_for_refusals_gets_an_ERROR()
    {
        await using var app = await StartAsync(new MessageLogException("The disk is full."));
        await using var client = await app.ConnectAsync();

        await client.SendAsync($"SEND\ndestination:{LogApp.Room}\nreceipt:r\n\nhi\0");
        var error = await client.ExpectErrorAsync();

        Assert.Equal(("The disk is full.", "r"), (error.Headers["message"], error.Headers["receipt-id"]));
    }

    [Fact]
    public async Task What_else_a_store_throws_is_logged_and_not_shown()
    {
        await using var app = await StartAsync(new InvalidOperationException("secret host"));
        await using var client = await app.ConnectAsync();

        await client.SendAsync($"SEND\ndestination:{LogApp.Room}\n\nhi\0");
        var error = await client.ExpectErrorAsync();

        Assert.Equal("The message log cannot keep messages now.", error.Headers["message"]);
        Assert.Contains(app.Log.Errors, line => line.Contains("secret host", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Outside_of_a_frame_the_call_fails_and_live_traffic_of_others_goes_on()
    {
        await using var app = await StartAsync(new MessageLogException("The disk is full."));
        await using var client = await app.SubscribedAsync("/topic/plain");

        var fault = await Assert.ThrowsAsync<MessageLogException>(async () => await app.Template.SendAsync(LogApp.Room, "hi"));
        await app.Template.SendAsync("/topic/plain", "plain");

        Assert.Equal("The disk is full.", fault.Message);
        Assert.Equal("plain", await client.ReceiveBodyAsync());
    }

    [Fact]
    public async Task A_refused_message_reaches_nobody()
    {
        await using var app = await StartAsync(new MessageLogException("The disk is full."));
        await using var listener = await app.SubscribedAsync(LogApp.Room);
        await using var client = await app.SubscribedAsync("/user/queue/errors", "errors");
        await client.SendAsync($"SEND\ndestination:{LogApp.Room}\n\nlost\0");
        await client.ExpectAsync("MESSAGE");
        _store.Fault = null;
        await client.SendAsync($"SEND\ndestination:{LogApp.Room}\n\nkept\0");

        Assert.Equal(["1 kept"], await listener.ReceiveAsync(1));
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_refuses_replays_and_serves_who_listens_live()
    {
        await using var app = await StartAsync(new MessageLogException("The file is damaged."));
        _store.FailsToRead = true;
        await using var client = await app.SubscribedAsync("/user/queue/errors", "errors");

        await client.SendAsync($"SUBSCRIBE\nid:7\ndestination:{LogApp.Room}\nx-stream-offset:first\nreceipt:r\n\n\0");
        var refusal = await client.ExpectAsync("MESSAGE");
        await client.SubscribeAsync(LogApp.Room, "live");

        Assert.Equal("r", refusal.Headers["receipt-id"]);
        Assert.Contains("urn:stomp:log-unavailable", refusal.GetBodyText(), StringComparison.Ordinal);
        Assert.Contains("\"subscription\":\"7\"", refusal.GetBodyText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_that_cannot_read_on_tells_its_client_and_goes_on_when_it_can()
    {
        var time = new FakeTime();
        await using var app = await StartAsync(null, time);
        app.ExpectsNoProblems = false;
        await using var sender = await app.ConnectAsync();
        for (var i = 1; i <= 3; i++) await sender.SayAsync($"{i}");
        await using var client = await app.SubscribedAsync("/user/queue/errors", "errors");
        _store.FailsAfterRange = true;
        _store.Fault = new MessageLogException("The disk is gone.");
        await client.ResumeAsync("x-stream-offset:first");

        var told = client.ExpectAsync("MESSAGE");
        await Eventually.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            return told.IsCompleted;
        });
        _store.Fault = null;
        var rest = client.ReceiveAsync(3);
        await Eventually.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            return rest.IsCompleted;
        });

        Assert.Contains("The disk is gone.", (await told).GetBodyText(), StringComparison.Ordinal);
        Assert.Equal(["1 1", "2 2", "3 3"], await rest);
    }

    [Fact]
    public async Task A_store_that_can_never_be_used_keeps_the_application_from_starting()
    {
        var store = new HeldStore(new InMemoryMessageLogStore(Options.Create(new StompOptions()))) { OpenFault = new InvalidOperationException("A newer version wrote it.") };

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => LogApp.StartAsync(store: store));

        Assert.Equal("A newer version wrote it.", fault.Message);
    }

    private async Task<TestApp> StartAsync(Exception? fault, FakeTime? time = null)
    {
        _store.LetAll();
        _store.Fault = fault;
        var app = await LogApp.StartAsync(options => options.HeartBeatIncoming = options.HeartBeatOutgoing = TimeSpan.Zero, _store,
            stomp => stomp.Add(new Gate()).AddMessageController<LogController>(), time);
        app.ExpectsNoProblems = false;
        return app;
    }
}
