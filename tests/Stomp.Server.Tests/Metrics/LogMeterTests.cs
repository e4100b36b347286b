using Microsoft.Extensions.Options;
using Stomp.Server.Log;
using Stomp.Server.Tests.Log;

namespace Stomp.Server.Tests.Metrics;

/// <summary>What the message log does, as whoever watches it reads it.</summary>
public sealed class LogMeterTests
{
    private readonly HeldStore _store = new(new InMemoryMessageLogStore(Options.Create(new StompOptions())));

    [Fact]
    public async Task Commits_are_measured_and_repeats_are_not_counted_as_kept()
    {
        await using var app = await LogApp.StartAsync(store: _store);
        using var figures = new MeterRecorder(app.Services);
        await using var client = await app.ConnectAsync();
        await client.SendAsync($"SEND\ndestination:{LogApp.Room}\nreceipt:r\nidempotency-key:k\n\nhi\0");
        await _store.WhenHeldAsync();
        for (var i = 0; i < 3; i++) await client.SendAsync($"SEND\ndestination:{LogApp.Room}\nreceipt:r\nidempotency-key:k{i % 2}\n\nhi\0");

        _store.LetAll();
        for (var i = 0; i < 4; i++) await client.ExpectAsync("RECEIPT");

        await Eventually.TrueAsync(() => figures["stomp.log.batch.size"] == 4);
        Assert.Equal(3, figures["stomp.log.appended.messages"]);
        Assert.Equal(_store.Batches.Count, figures.CountOf("stomp.log.batch.size"));
        Assert.Equal(_store.Batches.Count, figures.CountOf("stomp.log.commit.duration"));
        Assert.True(figures["stomp.log.commit.duration"] > 0);
        Assert.Equal(0, figures["stomp.log.failed.commits"]);
    }

    [Fact]
    public async Task Commits_that_fail_are_counted()
    {
        _store.LetAll();
        _store.Fault = new MessageLogException("The disk is full.");
        await using var app = await LogApp.StartAsync(store: _store);
        app.ExpectsNoProblems = false;
        using var figures = new MeterRecorder(app.Services);
        await using var client = await app.SubscribedAsync("/user/queue/errors");

        await client.SendAsync($"SEND\ndestination:{LogApp.Room}\n\nhi\0");
        await client.ReceiveBodyAsync();

        Assert.Equal(1, figures["stomp.log.failed.commits"]);
        Assert.Equal(1, figures["stomp.server.refused.frames urn:stomp:log-unavailable"]);
        Assert.Equal(0, figures["stomp.log.appended.messages"]);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("client")]
    public async Task What_is_replayed_is_counted_and_counts_as_delivered(string ack)
    {
        await using var app = await LogApp.StartAsync();
        using var figures = new MeterRecorder(app.Services);
        await using var sender = await app.ConnectAsync();
        for (var i = 1; i <= 5; i++) await sender.SayAsync($"{i}");
        await using var client = await app.ConnectAsync();

        await client.ResumeAsync($"x-stream-offset:offset=3\nack:{ack}");
        await client.ReceiveAsync(3);

        await Eventually.TrueAsync(() => figures["stomp.log.replayed.messages"] == 3 && figures["stomp.server.delivered.messages"] == 3);
    }

    [Fact]
    public async Task What_retention_lets_go_of_is_counted()
    {
        var time = new FakeTime();
        await using var app = await LogApp.StartAsync(time: time, retention: new() { MaxMessages = 2 });
        using var figures = new MeterRecorder(app.Services);
        await using var sender = await app.ConnectAsync();
        for (var i = 1; i <= 5; i++) await sender.SayAsync($"{i}");

        time.Advance(TimeSpan.FromMinutes(1));

        await Eventually.TrueAsync(() => figures["stomp.log.trimmed.messages"] == 3);
    }
}
