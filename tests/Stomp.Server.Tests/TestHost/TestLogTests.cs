using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Tests;

/// <summary>The message log of the test host: what a client missed comes without a socket, too.</summary>
public sealed class TestLogTests
{
    private const string Room = "/topic/room";

    [Fact]
    public async Task What_a_session_missed_comes_again_and_the_rest_live()
    {
        await using var app = await HostedApp.StartAsync(options => options.Log(Room));
        await using var sender = await app.ConnectAsync();
        await sender.SendAsync(Room, "one");
        await sender.SendAsync(Room, "two", ("idempotency-key", "k"));
        await sender.SendAsync(Room, "two", ("idempotency-key", "k"));
        await using var late = await app.ConnectAsync();

        var room = await late.SubscribeAsync(Room, ("x-stream-offset", "first"));
        await sender.SendAsync(Room, "three");

        var first = await room.ReceiveAsync();
        Assert.Equal(("one", "1", "true"), (first.GetBodyText(), first.Headers["x-stream-offset"], first.Headers["recovered"]));
        Assert.Equal("two", await room.ReceiveAsync<string>());
        Assert.Equal("three", await room.ReceiveAsync<string>());
        await room.ExpectNothingAsync();
    }

    [Fact]
    public async Task What_the_log_lets_go_of_goes_by_the_tests_clock()
    {
        var time = new FakeTime();
        await using var app = await HostedApp.StartAsync(options => options.Log(Room, new() { MaxAge = TimeSpan.FromDays(1) }), time: time);
        await using var session = await app.ConnectAsync();
        await session.SendAsync(Room, "old");
        time.Advance(TimeSpan.FromDays(2));
        await session.SendAsync(Room, "new");

        var log = app.Services.GetRequiredService<IMessageLog>();
        await Eventually.TrueAsync(async () => await log.GetRangeAsync(Room) == new LogRange(2, 3));
        var room = await session.SubscribeAsync(Room, ("x-stream-offset", "first"));

        Assert.Equal("new", await room.ReceiveAsync<string>());
    }
}
