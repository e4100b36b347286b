namespace Stomp.Server.Tests;

/// <summary>SEND to <c>/user/{name}/queue/x</c>, where clients may.</summary>
public sealed class UserSendTests
{
    private static Task<TestApp> StartAsync() => TestApp.StartAsync(
        options => options.AllowSendToUsers = true,
        map: Users.Authenticate);

    private static async Task<StompTestClient> ListeningAsync(TestApp app, string user, string destination = "/user/queue/x")
    {
        var client = await app.ConnectAsAsync(user);
        await client.SubscribeAsync(destination);
        return client;
    }

    [Fact]
    public async Task It_reaches_all_sessions_of_the_user_and_shows_what_they_subscribed_to()
    {
        await using var app = await StartAsync();
        await using var bob = await ListeningAsync(app, "bob");
        await using var bobToo = await ListeningAsync(app, "bob");
        await using var eve = await ListeningAsync(app, "eve");

        await eve.SendAsync("SEND\ndestination:/user/bob/queue/x\nmine:1\n\npsst\0");

        foreach (var client in (StompTestClient[])[bob, bobToo])
        {
            var message = await client.ExpectAsync("MESSAGE");
            Assert.Equal(("/user/queue/x", "psst", "1"), (message.Headers["destination"], message.GetBodyText(), message.Headers["mine"]));
        }

        await eve.FenceAsync();
    }

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a/b", "a%2fb")]
    [InlineData("queue", "queue")]
    [InlineData("영희 & co", "영희 & co")]
    [InlineData("100%", "100%")]
    public async Task A_slash_in_a_name_is_written_as_percent_2F(string name, string written)
    {
        await using var app = await StartAsync();
        await using var receiver = await ListeningAsync(app, name);
        await using var sender = await app.ConnectAsync();

        await sender.PublishAsync($"/user/{written}/queue/x", "psst");

        Assert.Equal("psst", await receiver.ReceiveBodyAsync());
    }

    [Fact]
    public async Task Who_is_anonymous_is_reached_by_its_sessions_id()
    {
        await using var app = await StartAsync();
        await using var one = await app.SubscribedAsync("/user/queue/x");
        await using var other = await app.SubscribedAsync("/user/queue/x");

        await other.PublishAsync($"/user/{one.SessionId}/queue/x", "psst");

        Assert.Equal("psst", await one.ReceiveBodyAsync());
        await other.FenceAsync();
    }

    [Fact]
    public async Task It_goes_out_with_its_transaction()
    {
        await using var app = await StartAsync();
        await using var bob = await ListeningAsync(app, "bob");

        await bob.SendAsync("BEGIN\ntransaction:t\n\n\0SEND\ndestination:/user/bob/queue/x\ntransaction:t\nreceipt:1\n\npsst\0COMMIT\ntransaction:t\nreceipt:2\n\n\0");

        Assert.Equal("1", (await bob.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        Assert.Equal("psst", await bob.ReceiveBodyAsync());
        Assert.Equal("2", (await bob.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
    }

    [Theory]
    [InlineData("/user/bob")]
    [InlineData("/user/bob/")]
    [InlineData("/user/queue/x")]
    [InlineData("/user//queue/x")]
    [InlineData("/user/bob/queue/*")]
    [InlineData("/user/bob/app/x")]
    [InlineData("/user/bob/user/bob/queue/x")]
    [InlineData("/user/bob/reply-queue/x")]
    public async Task What_names_no_user_or_nothing_of_the_broker_is_an_error(string destination)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync($"SEND\ndestination:{destination}\n\npsst\0");

        Assert.Contains("'destination'", (await client.ExpectErrorAsync()).Headers["message"]);
    }

    [Fact]
    public async Task Clients_may_not_unless_the_option_says_so()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SEND\ndestination:/user/bob/queue/x\n\npsst\0");

        Assert.Contains("AllowSendToUsers", (await client.ExpectErrorAsync()).Headers["message"]);
    }

    [Fact]
    public async Task Nobody_connects_under_the_id_of_a_session()
    {
        await using var app = await StartAsync();
        await using var victim = await app.SubscribedAsync("/user/queue/x");
        await using var thief = await StompTestClient.OpenAsync(app.Endpoint, configure: options => options.SetRequestHeader("X-User", victim.SessionId));

        await thief.SendAsync("CONNECT\naccept-version:1.2\n\n\0");

        await thief.ExpectErrorAsync();
        await app.Template.SendToUserAsync(victim.SessionId, "/queue/x", "still mine");
        Assert.Equal("still mine", await victim.ReceiveBodyAsync());
    }

    [Fact]
    public async Task What_comes_too_late_for_a_session_reaches_nobody_of_that_name()
    {
        await using var app = await StartAsync();
        await using var gone = await app.ConnectAsync();
        gone.Kill();
        await app.WhenSessionsAsync(0);
        await using var thief = await ListeningAsync(app, gone.SessionId);

        await app.Template.SendToSessionAsync(gone.SessionId, "/queue/x", "too late");

        await thief.FenceAsync();
        await app.Template.SendToSessionAsync(thief.SessionId, "/queue/x", "its own");
        Assert.Equal("its own", await thief.ReceiveBodyAsync());
    }

    [Fact]
    public async Task A_message_to_a_session_reaches_no_other_of_its_user()
    {
        await using var app = await StartAsync();
        await using var bob = await ListeningAsync(app, "bob");
        await using var bobToo = await ListeningAsync(app, "bob");

        await app.Template.SendToSessionAsync(bob.SessionId, "/queue/x", "psst");
        await app.Template.SendToSessionAsync("bob", "/queue/x", "a user is no session");

        Assert.Equal("psst", await bob.ReceiveBodyAsync());
        await bob.FenceAsync();
        await bobToo.FenceAsync();
    }
}
