using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Broker;

namespace Stomp.Server.Tests;

/// <summary>What subscriptions need, and what they leave behind: nothing.</summary>
public sealed class SubscribeTests
{
    [Fact]
    public async Task Clients_may_not_subscribe_to_patterns_unless_that_is_allowed()
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SUBSCRIBE\nid:0\ndestination:/topic/*\n\n\0");

        Assert.Contains("AllowPatternSubscriptions", (await client.ExpectErrorAsync()).Headers["message"]);
        await app.WhenSessionsAsync(0);
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
}
