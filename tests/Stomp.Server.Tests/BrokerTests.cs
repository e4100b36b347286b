using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Broker;

namespace Stomp.Server.Tests;

/// <summary>The in-memory broker as clients see it.</summary>
public sealed class BrokerTests
{
    [Theory]
    [InlineData("/topic/*", "/topic/a", "/topic/a/b")]
    [InlineData("/topic/**", "/topic/a/b/c", null)]
    [InlineData("/topic/r?om", "/topic/room", "/topic/rooom")]
    public async Task A_pattern_catches_topics_that_exist_and_those_that_come(string pattern, string matching, string? other)
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var early = await app.SubscribedAsync(pattern);
        await using var exact = await app.SubscribedAsync(matching);
        await using var late = await app.SubscribedAsync(pattern);
        await using var publisher = await app.ConnectAsync();

        if (other is not null) await publisher.PublishAsync(other, "not this");
        await publisher.PublishAsync(matching, "this");

        foreach (var subscriber in new[] { early, exact, late })
        {
            var message = await subscriber.ExpectAsync("MESSAGE");
            Assert.Equal("this", message.GetBodyText());
            Assert.Equal(matching, message.Headers["destination"]);
            await subscriber.FenceAsync();
        }
    }

    [Fact]
    public async Task A_pattern_given_up_catches_nothing_more_and_leaves_nothing_behind()
    {
        await using var app = await TestApp.StartOpenAsync();
        var broker = app.Services.GetRequiredService<InMemoryBroker>();
        await using var pattern = await app.SubscribedAsync("/topic/**");
        await using var exact = await app.SubscribedAsync("/topic/a", "x");
        await using var publisher = await app.ConnectAsync();
        await publisher.PublishAsync("/topic/b");
        await pattern.ExpectAsync("MESSAGE");

        await pattern.SendAsync("UNSUBSCRIBE\nid:sub-0\nreceipt:r\n\n\0");
        await pattern.ExpectAsync("RECEIPT");
        await publisher.PublishAsync("/topic/a");
        await publisher.PublishAsync("/topic/b");

        await exact.ExpectAsync("MESSAGE");
        await pattern.SendAsync("DISCONNECT\nreceipt:end\n\n\0");
        await pattern.ExpectAsync("RECEIPT");
        Assert.Equal(1, broker.TopicCount);
    }

    [Fact]
    public void Topics_that_only_patterns_hold_do_not_pile_up()
    {
        var broker = TestBroker.New();
        var pattern = new StubSubscriber("/topic/**");
        broker.Subscribe(pattern.Subscription);

        for (var i = 0; i < 10 * InMemoryBroker.MostPatternTopics; i++) broker.Publish(StubSubscriber.Message($"/topic/{i}"));

        Assert.InRange(broker.TopicCount, 1, InMemoryBroker.MostPatternTopics + 1);
        Assert.Equal(10 * InMemoryBroker.MostPatternTopics, pattern.Frames.Count);
        broker.Unsubscribe(pattern.Subscription);
        Assert.Equal(0, broker.TopicCount);
    }

    [Fact]
    public void Rooms_that_come_and_go_beside_a_pattern_leave_nothing_behind()
    {
        var broker = TestBroker.New();
        var pattern = new StubSubscriber("/topic/**");
        var guest = new StubSubscriber("/topic/busy");
        broker.Subscribe(pattern.Subscription);
        broker.Subscribe(guest.Subscription);
        for (var i = 0; i < 5000; i++)
        {
            var room = new StubSubscriber($"/topic/{i}");
            broker.Subscribe(room.Subscription);
            broker.Publish(StubSubscriber.Message($"/topic/{i}"));
            broker.Publish(StubSubscriber.Message("/topic/busy"));
            broker.Unsubscribe(room.Subscription);
            Assert.Single(room.Frames);
        }

        Assert.Equal(1, broker.TopicCount);
        Assert.Equal(5000, guest.Frames.Count);
        Assert.Equal(10_000, pattern.Frames.Count);
    }
}
