using System.Net.WebSockets;
using Microsoft.AspNetCore.TestHost;

namespace Stomp.Server.Tests;

/// <summary>Heart-beats and deadlines by a clock that the test moves.</summary>
public sealed class TestTimeTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public async Task Heart_beats_come_when_the_clock_says_so_and_silence_ends_the_session()
    {
        await using var app = await HostedApp.StartAsync(time: _time);
        await using var session = await app.ConnectAsync(connect => connect.ConnectHeaders["heart-beat"] = "10000,10000");

        for (var i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            await session.ReceiveHeartBeatAsync();
            await session.SendRawAsync("\n");
            await session.FenceAsync();
        }

        _time.Advance(TimeSpan.FromSeconds(21));
        Assert.Contains("Nothing was received", (await session.ReceiveErrorAsync()).Headers["message"]);
        Assert.Equal(WebSocketCloseStatus.ProtocolError, (await session.WhenClosedAsync()).Status);
    }

    [Fact]
    public async Task Who_never_connects_is_closed_after_the_deadline()
    {
        await using var app = await HostedApp.StartAsync(time: _time);
        await using var session = await app.GetTestServer().OpenStompAsync();
        await session.SendRawAsync("\n");
        await app.Services.WhenSessionsAsync(1);

        _time.Advance(TimeSpan.FromSeconds(11));

        Assert.Contains("CONNECT", (await session.ReceiveErrorAsync()).Headers["message"]);
    }

    [Fact]
    public void A_clock_fires_timers_in_their_order_and_each_as_often_as_it_is_due()
    {
        var fired = new List<string>();
        var time = new FakeTime(new DateTimeOffset(2030, 5, 1, 0, 0, 0, TimeSpan.Zero));
        using var often = Timer("often", 2, 2);
        using var once = Timer("once", 3, -1);
        using var stopped = Timer("stopped", 1, 1);
        stopped.Dispose();

        time.Advance(TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.Zero);

        Assert.Equal(["often 2", "once 3", "often 4"], fired);
        Assert.Equal(new DateTimeOffset(2030, 5, 1, 0, 0, 5, TimeSpan.Zero), time.GetUtcNow());
        Assert.Throws<ArgumentOutOfRangeException>(() => time.Advance(TimeSpan.FromSeconds(-1)));

        ITimer Timer(string name, int due, int period) => time.CreateTimer(
            _ => fired.Add($"{name} {time.GetUtcNow().Second}"), null, TimeSpan.FromSeconds(due), period < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(period));
    }
}
