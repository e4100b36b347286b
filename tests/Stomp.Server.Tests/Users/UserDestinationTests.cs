namespace Stomp.Server.Tests;

/// <summary>Destinations under <c>/user</c>: one session's or one user's own.</summary>
public sealed class UserDestinationTests
{
    private static async Task<StompTestClient> ListeningAsync(TestApp app, string user)
    {
        var client = await app.ConnectAsAsync(user);
        await client.SubscribeAsync("/user/queue/x");
        return client;
    }

    [Fact]
    public async Task A_message_to_a_session_reaches_it_alone_and_shows_what_was_subscribed_to()
    {
        await using var app = await TestApp.StartAsync();
        await using var one = await app.SubscribedAsync("/user/queue/x");
        await using var other = await app.SubscribedAsync("/user/queue/x");

        await app.Template.SendToUserAsync(one.SessionId, "/queue/x", "psst");
        await app.Template.SendToUserAsync("nobody", "/queue/x", "psst");
        await app.Template.SendToUserAsync(one.SessionId, "/queue/y", "not subscribed");

        var message = await one.ExpectAsync("MESSAGE");
        Assert.Equal("/user/queue/x", message.Headers["destination"]);
        Assert.Equal("psst", message.GetBodyText());
        await one.FenceAsync();
        await other.FenceAsync();
    }

    [Fact]
    public async Task A_message_to_a_user_reaches_all_of_the_users_sessions()
    {
        await using var app = await TestApp.StartAsync(map: Users.Authenticate);
        await using var bob = await ListeningAsync(app, "bob");
        await using var bobToo = await ListeningAsync(app, "bob");
        await using var eve = await ListeningAsync(app, "eve");
        await using var nobody = await app.SubscribedAsync("/user/queue/x");

        await app.Template.SendToUserAsync("bob", "/queue/x", "hi bob");
        bobToo.Kill();
        await app.WhenSessionsAsync(3);
        await app.Template.SendToUserAsync("bob", "/queue/x", "still there?");

        Assert.Equal("hi bob", await bob.ReceiveBodyAsync());
        Assert.Equal("still there?", await bob.ReceiveBodyAsync());
        await eve.FenceAsync();
        await nobody.FenceAsync();
        Assert.Contains(app.Log.Lines, line => line.EndsWith("user bob", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/user/{0}/queue/x")]
    [InlineData("/user/*/queue/x")]
    [InlineData("/user/queue/*")]
    [InlineData("/user/**")]
    [InlineData("/**")]
    [InlineData("/use?/{0}/queue/x")]
    public async Task Nobody_can_subscribe_to_anothers(string destination)
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var victim = await app.SubscribedAsync("/user/queue/x");
        await using var thief = await app.ConnectAsync();

        await thief.SendAsync($"SUBSCRIBE\nid:0\ndestination:{string.Format(null, destination, victim.SessionId)}\n\n\0");

        Assert.Contains("'destination'", (await thief.ExpectErrorAsync()).Headers["message"]);
    }

    [Fact]
    public async Task A_pattern_of_topics_catches_nothing_of_users()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var victim = await app.SubscribedAsync("/user/topic/x");
        await using var curious = await app.SubscribedAsync("/topic/**");

        await app.Template.SendToUserAsync(victim.SessionId, "/topic/x", "psst");

        Assert.Equal("psst", await victim.ReceiveBodyAsync());
        await curious.SendAsync("UNSUBSCRIBE\nid:sub-0\nreceipt:r\n\n\0");
        await curious.ExpectAsync("RECEIPT");
    }
}
