using System.Collections.Concurrent;

namespace Stomp.Server.Tests;

/// <summary>The broker is available from the application's start to its stop.</summary>
public sealed class BrokerAvailabilityTests
{
    private readonly ConcurrentQueue<string> _heard = new();

    [Fact]
    public async Task It_is_heard_of_once_at_start_and_once_at_stop_behind_the_last_session()
    {
        var events = new EventProbe { Disconnected = _ => Heard("session ended") };
        await using var app = await TestApp.StartAsync(stomp: stomp => events.AddTo(stomp.Add(_heard).AddBrokerAvailabilityListener<Listener>()));
        Assert.Equal(["available"], _heard);
        await using var client = await app.ConnectAsync();

        var stopping = app.StopAsync();
        await client.ClosedAsync();
        await stopping.WaitAsync(StompTestClient.Patience);

        Assert.Equal(["available", "session ended", "unavailable"], _heard);
    }

    [Fact]
    public async Task One_that_throws_is_logged_and_the_next_hears_all_the_same()
    {
        await using var app = await TestApp.StartAsync(stomp: stomp =>
            stomp.Add(_heard).AddBrokerAvailabilityListener<Thrower>().AddBrokerAvailabilityListener<Listener>());
        app.ExpectsNoProblems = false;

        Assert.Equal(["available"], _heard);
        Assert.Contains("Thrower", Assert.Single(app.Log.Problems));
    }

    private ValueTask Heard(string what)
    {
        _heard.Enqueue(what);
        return default;
    }

    private sealed class Listener(ConcurrentQueue<string> heard) : IBrokerAvailabilityListener
    {
        public ValueTask OnBrokerAvailableAsync()
        {
            heard.Enqueue("available");
            return default;
        }

        public ValueTask OnBrokerUnavailableAsync()
        {
            heard.Enqueue("unavailable");
            return default;
        }
    }

    private sealed class Thrower : IBrokerAvailabilityListener
    {
        public ValueTask OnBrokerAvailableAsync() => throw new InvalidOperationException("thrown");
    }
}
