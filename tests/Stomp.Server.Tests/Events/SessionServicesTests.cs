using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Tests;

/// <summary>Attributes and services that last as long as a session.</summary>
public sealed class SessionServicesTests
{
    private readonly Disposable.Counts _counts = new();

    private static Disposable Of(IStompSession session) => session.Services.GetRequiredService<Disposable>();

    private Task<TestApp> StartAsync(EventProbe events, Disposable.Counts? counts = null) =>
        TestApp.StartAsync(stomp: stomp => events.AddTo(stomp.Add(counts ?? _counts).AddScoped<Disposable>()));

    [Fact]
    public async Task What_is_scoped_is_made_once_for_a_session_and_disposed_behind_the_last_listener()
    {
        IStompSession? ended = null;
        var disposedAtEnd = true;
        var events = new EventProbe
        {
            Connecting = session =>
            {
                Assert.Same(Of(session), Of(session));
                return default;
            },
            Disconnected = session =>
            {
                (ended, disposedAtEnd) = (session, Of(session).IsDisposed);
                return default;
            },
        };
        await using var app = await StartAsync(events);
        await using (var client = await app.ConnectAsync())
        {
            Of(app.FindSession(client.SessionId)!);
            await using var other = await app.ConnectAsync();
            Assert.NotSame(Of(app.FindSession(client.SessionId)!), Of(app.FindSession(other.SessionId)!));
        }

        await app.WhenSessionsAsync(0);
        Assert.Equal((2, 2), (_counts.Made, _counts.Disposed));
        Assert.False(disposedAtEnd);
        Assert.Throws<ObjectDisposedException>(() => ended!.Services);
    }

    [Fact]
    public async Task It_is_disposed_once_when_the_connect_is_refused()
    {
        var events = new EventProbe
        {
            Connecting = session =>
            {
                Of(session);
                throw new MessageRejectedException("no");
            },
        };
        await using var app = await StartAsync(events);
        await using var client = await StompTestClient.OpenAsync(app.Endpoint);

        await client.SendAsync("CONNECT\naccept-version:1.2\n\n\0");

        await client.ExpectErrorAsync();
        await app.WhenSessionsAsync(0);
        Assert.Equal((1, 1), (_counts.Made, _counts.Disposed));
    }

    [Fact]
    public async Task What_fails_to_be_disposed_is_logged_and_the_session_is_gone()
    {
        var counts = new Disposable.Counts { FailsToDispose = true };
        await using var app = await StartAsync(new EventProbe(), counts);
        app.ExpectsNoProblems = false;
        await using (var client = await app.ConnectAsync()) Of(app.FindSession(client.SessionId)!);

        await app.WhenSessionsAsync(0);
        await Eventually.TrueAsync(() => app.Log.Problems.Any());
        Assert.Contains("thrown at disposal", Assert.Single(app.Log.Problems));
    }

    [Fact]
    public async Task Nothing_is_made_for_a_session_that_asks_for_nothing()
    {
        await using var app = await StartAsync(new EventProbe());
        await using (var client = await app.ConnectAsync()) await client.SubscribeAsync("/topic/a");

        await app.WhenSessionsAsync(0);
        Assert.Equal((0, 0), (_counts.Made, _counts.Disposed));
    }

    [Fact]
    public async Task Attributes_may_be_set_by_anybody_at_the_same_time()
    {
        await using var app = await StartAsync(new EventProbe());
        await using var client = await app.ConnectAsync();
        var session = app.FindSession(client.SessionId)!;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++) session.Attributes[$"{writer} {i}"] = i;
        })));

        Assert.Equal(8000, session.Attributes.Count);
    }
}
