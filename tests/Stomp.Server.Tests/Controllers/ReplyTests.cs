namespace Stomp.Server.Tests;

/// <summary>Where results go.</summary>
public sealed class ReplyTests
{
    private static Task<TestApp> StartAsync() =>
        TestApp.StartAsync(stomp: stomp => stomp.AddMessageController<ReplyController>(), map: Users.Authenticate);

    [Theory]
    [InlineData("/app/reply/class", "/topic/of-class")]
    [InlineData("/app/reply/several/7", "/topic/one/7")]
    [InlineData("/app/reply/several/7", "/topic/7-two")]
    [InlineData("/app/reply/several/7", "/topic/three")]
    [InlineData("/app/reply/both", "/topic/both")]
    [InlineData("/app/reply/both", "/user/queue/both")]
    [InlineData("/app/reply/user/default", "/user/queue/reply/user/default")]
    [InlineData("/app/reply/user/one/7", "/user/queue/7/mine")]
    public async Task A_result_goes_where_the_attributes_say(string destination, string heard)
    {
        await using var app = await StartAsync();
        await using var client = await app.SubscribedAsync(heard);

        await client.SendAsync($"SEND\ndestination:{destination}\n\n\0");

        Assert.Equal(heard, (await client.ExpectAsync("MESSAGE")).Headers["destination"]);
        await client.FenceAsync();
    }

    [Theory]
    [InlineData("/app/reply/user/default", "/user/queue/reply/user/default", true)]
    [InlineData("/app/reply/user/one/7", "/user/queue/7/mine", false)]
    public async Task A_result_for_the_user_goes_to_all_of_its_sessions_or_to_one(string destination, string heard, bool toAll)
    {
        await using var app = await StartAsync();
        await using var bob = await app.ConnectAsAsync("bob");
        await using var bobToo = await app.ConnectAsAsync("bob");
        await using var eve = await app.ConnectAsAsync("eve");
        await using var nobody = await app.ConnectAsync();
        foreach (var client in new[] { bob, bobToo, eve, nobody }) await client.SubscribeAsync(heard);

        await bob.SendAsync($"SEND\ndestination:{destination}\n\n\0");
        await bob.ReceiveBodyAsync();
        if (toAll) await bobToo.ReceiveBodyAsync();
        await nobody.SendAsync($"SEND\ndestination:{destination}\n\n\0");
        await nobody.ReceiveBodyAsync();

        foreach (var client in new[] { bob, bobToo, eve, nobody }) await client.FenceAsync();
    }

    [Fact]
    public async Task Headers_are_carried_over_and_the_content_type_is_the_mappings()
    {
        await using var app = await StartAsync();
        await using var client = await app.SubscribedAsync("/topic/of-class");

        await client.SendAsync("SEND\ndestination:/app/reply/carry\ncorrelation-id:5\nother:6\n\n\0");

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("5", null, "text/markdown"), (message.Headers["correlation-id"], message.Headers["other"], message.Headers["content-type"]));
    }
}
