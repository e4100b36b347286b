using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Broker;

namespace Stomp.Server.Tests;

/// <summary>STOMP 1.2, "SUBSCRIBE" and "UNSUBSCRIBE".</summary>
public sealed class SubscribeTests
{
    [Theory]
    [InlineData("SUBSCRIBE\ndestination:/topic/a\n\n\0", "'id'")]
    [InlineData("SUBSCRIBE\nid:0\n\n\0", "'destination'")]
    [InlineData("UNSUBSCRIBE\n\n\0", "'id'")]
    [InlineData("UNSUBSCRIBE\nid:never\n\n\0", "no subscription of this id")]
    [InlineData("SUBSCRIBE\nid:0\ndestination:/elsewhere/a\n\n\0", "/topic, /queue or /user")]
    [InlineData("SUBSCRIBE\nid:0\ndestination:/topicx\n\n\0", "/topic, /queue or /user")]
    [InlineData("SUBSCRIBE\nid:0\ndestination:/topicx/a\n\n\0", "/topic, /queue or /user")]
    [InlineData("SUBSCRIBE\nid:0\ndestination:/topic\n\n\0", "/topic, /queue or /user")]
    [InlineData("SUBSCRIBE\nid:0\ndestination:/topic/\n\n\0", "/topic, /queue or /user")]
    [InlineData("SUBSCRIBE\nid:0\ndestination:/app/a\n\n\0", "/topic, /queue or /user")]
    [InlineData("SUBSCRIBE\nid:0\ndestination:/user/elsewhere/a\n\n\0", "/user/topic/news")]
    [InlineData("SUBSCRIBE\nid:0\ndestination:/topic/*\n\n\0", "AllowPatternSubscriptions")]
    [InlineData("SUBSCRIBE\nid:0\ndestination:/topic/a\nack:sometimes\n\n\0", "'ack'")]
    public async Task A_frame_that_cannot_be_followed_is_an_error_that_says_why(string frame, string why)
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync(frame);

        Assert.Contains(why, (await client.ExpectErrorAsync()).Headers["message"]);
        await app.WhenSessionsAsync(0);
    }

    [Fact]
    public async Task An_id_in_use_is_refused_and_one_that_was_given_up_is_not()
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await app.SubscribedAsync("/topic/a", "x");
        await client.SendAsync("UNSUBSCRIBE\nid:x\n\n\0");
        await client.SubscribeAsync("/topic/b", "x");

        await client.SendAsync("SUBSCRIBE\nid:x\ndestination:/topic/c\n\n\0");

        Assert.Contains("of this id already", (await client.ExpectErrorAsync()).Headers["message"]);
    }

    [Fact]
    public async Task A_session_may_have_so_many_subscriptions_and_no_more()
    {
        await using var app = await TestApp.StartAsync(options => options.MaxSubscriptionsPerSession = 2);
        await using var client = await app.SubscribedAsync("/topic/a", "a");
        await client.SubscribeAsync("/topic/b", "b");

        await client.SendAsync("SUBSCRIBE\nid:c\ndestination:/topic/c\n\n\0");

        Assert.Contains("MaxSubscriptionsPerSession", (await client.ExpectErrorAsync()).Headers["message"]);
    }

    [Fact]
    public async Task In_1_0_the_destination_stands_in_for_the_id()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var client = await app.ConnectAsync("1.0");
        await client.SendAsync("SUBSCRIBE\ndestination: /topic/a \n\n\0");

        await client.SendAsync("SEND\ndestination:/topic/a\n\nhi\0");
        Assert.Equal("/topic/a", (await client.ExpectAsync("MESSAGE")).Headers["subscription"]);

        await client.SendAsync("UNSUBSCRIBE\ndestination:/topic/a\n\n\0");
        await client.PublishAsync("/topic/a");
        await client.FenceAsync();
    }

    [Fact]
    public async Task Who_unsubscribed_gets_no_more_and_the_topic_vanishes()
    {
        await using var app = await TestApp.StartOpenAsync();
        var broker = app.Services.GetRequiredService<InMemoryBroker>();
        await using var client = await app.SubscribedAsync("/topic/a");
        Assert.Equal(1, broker.TopicCount);

        await client.SendAsync("UNSUBSCRIBE\nid:sub-0\nreceipt:gone\n\n\0");
        await client.ExpectAsync("RECEIPT");

        Assert.Equal(0, broker.TopicCount);
        await client.PublishAsync("/topic/a");
        await client.FenceAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sessions_end_frees_everything(bool killed)
    {
        await using var app = await TestApp.StartOpenAsync();
        var broker = app.Services.GetRequiredService<InMemoryBroker>();
        await using var client = await app.ConnectAsync();
        for (var i = 0; i < 20; i++) await client.SubscribeAsync($"/topic/{i}", $"s{i}");
        await client.SubscribeAsync("/topic/**", "pattern");
        await client.SubscribeAsync("/user/queue/x", "own");
        Assert.Equal(21, broker.TopicCount);

        if (killed) client.Kill();
        else await client.SendAsync("DISCONNECT\n\n\0");

        await app.WhenSessionsAsync(0);
        Assert.Equal(0, broker.TopicCount);
    }

    [Fact]
    public async Task Many_subscriptions_to_one_topic_each_get_the_message()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var client = await app.SubscribedAsync("/topic/a", "x");
        await client.SubscribeAsync("/topic/a", "y");
        await client.SubscribeAsync("/topic/a", "z");

        await client.SendAsync("SEND\ndestination:/topic/a\n\nhi\0");

        StompFrame[] messages = [await client.ExpectAsync("MESSAGE"), await client.ExpectAsync("MESSAGE"), await client.ExpectAsync("MESSAGE")];
        Assert.Equal(["x", "y", "z"], messages.Select(message => message.Headers["subscription"]).Order());
        Assert.Single(messages.Select(message => message.Headers["message-id"]).Distinct());
    }
}
