using System.Net.WebSockets;

namespace Stomp.Server.Tests;

/// <summary>Who is connected, and ending it.</summary>
public sealed class UserRegistryTests
{
    private static Task<TestApp> StartAsync(EventProbe? events = null) =>
        TestApp.StartAsync(stomp: stomp => events?.AddTo(stomp), map: Users.Authenticate);

    [Fact]
    public async Task It_knows_users_sessions_and_subscriptions()
    {
        await using var app = await StartAsync();
        await using var bob = await app.ConnectAsAsync("bob");
        await using var bobToo = await app.ConnectAsAsync("bob");
        await using var eve = await app.ConnectAsAsync("eve");
        await using var anonymous = await app.ConnectAsync();
        await using var unconnected = await StompTestClient.OpenAsync(app.Endpoint);
        await app.WhenSessionsAsync(5);
        await bob.SubscribeAsync("/topic/a");
        await eve.SubscribeAsync("/user/queue/x", "mine");
        var registry = app.Registry();

        Assert.Equal(4, registry.SessionCount);
        Assert.Equal(["bob", "eve"], registry.Users.Order());
        Assert.Equal(((string[])[bob.SessionId, bobToo.SessionId]).Order(), registry.SessionsOf("bob").Select(session => session.Id).Order());
        Assert.Empty(registry.SessionsOf("nobody"));
        Assert.Equal(4, registry.Sessions.Count);
        Assert.Equal("eve", registry.FindSession(eve.SessionId)!.User.Identity!.Name);
        Assert.Null(registry.FindSession("nobody"));
        Assert.Null(registry.FindSession("bob"));
        var found = Assert.Single(registry.FindSubscriptions(subscription => subscription.Destination.StartsWith("/user/", StringComparison.Ordinal)));
        Assert.Equal(("mine", "/user/queue/x", eve.SessionId), (found.Id, found.Destination, found.Session.Id));
        Assert.Equal(2, registry.FindSubscriptions(_ => true).Count);
    }

    [Fact]
    public async Task It_knows_a_session_no_more_when_its_end_is_heard_of()
    {
        IUserRegistry registry = null!;
        var known = "";
        var events = new EventProbe
        {
            Disconnected = session =>
            {
                known = $"{registry.SessionCount} {registry.Users.Count} {registry.SessionsOf("bob").Count} {registry.FindSession(session.Id)} {session.Subscriptions.Count}";
                return default;
            },
        };
        await using var app = await StartAsync(events);
        registry = app.Registry();
        await using (var bob = await app.ConnectAsAsync("bob")) await bob.SubscribeAsync("/topic/a");

        await events.WhenEndedAsync();

        Assert.Equal("0 0 0  0", known);
    }

    [Fact]
    public async Task It_ends_all_sessions_of_a_user_with_a_reason()
    {
        await using var app = await StartAsync();
        await using var bob = await app.ConnectAsAsync("bob");
        await using var bobToo = await app.ConnectAsAsync("bob");
        await using var eve = await app.ConnectAsAsync("eve");

        Assert.Equal(2, await app.Registry().DisconnectAsync("bob", "go home"));
        Assert.Equal(0, await app.Registry().DisconnectAsync("bob", "again"));
        Assert.Equal(0, await app.Registry().DisconnectAsync("nobody", "go home"));

        foreach (var client in (StompTestClient[])[bob, bobToo])
            Assert.Equal("go home", (await client.ExpectErrorAsync(WebSocketCloseStatus.PolicyViolation)).Headers["message"]);
        await eve.FenceAsync();
    }

    [Fact]
    public async Task It_ends_one_session()
    {
        await using var app = await StartAsync();
        await using var bob = await app.ConnectAsAsync("bob");
        await using var bobToo = await app.ConnectAsAsync("bob");

        Assert.Equal(1, await app.Registry().DisconnectAsync(bob.SessionId, "go home"));

        await bob.ExpectErrorAsync(WebSocketCloseStatus.PolicyViolation);
        await bobToo.FenceAsync();
    }

    [Fact]
    public async Task It_forgets_users_with_their_last_session()
    {
        await using var app = await StartAsync();
        for (var i = 0; i < 10; i++)
        {
            await using var bob = await app.ConnectAsAsync("bob");
            await using var bobToo = await app.ConnectAsAsync("bob");
        }

        await app.WhenSessionsAsync(0);
        Assert.Empty(app.Registry().Users);
        Assert.Equal(0, app.Registry().SessionCount);
    }
}
