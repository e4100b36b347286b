using Stomp.Server;

namespace Stomp.Relay.Tests;

/// <summary>Topics: one subscription at the broker for all of a node.</summary>
[Collection(UpstreamCollection.Name)]
public sealed class TopicTests(UpstreamFixture brokers)
{
    private readonly string _topic = $"/topic/rooms/{Guid.NewGuid():N}";

    [SkippableTheory, EachUpstream]
    public async Task Subscribers_of_a_topic_share_one_subscription_at_the_broker(Upstream upstream)
    {
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream));
        var clients = new List<StompTestClient>();
        for (var i = 0; i < 10; i++) clients.Add(await relay.App.SubscribedAsync(_topic));
        Assert.Equal(1, relay.Gateway.Count("SUBSCRIBE"));

        await relay.App.Template.SendAsync(_topic, "hi");
        foreach (var client in clients)
        {
            var message = await client.ExpectAsync("MESSAGE");
            Assert.Equal(("hi", _topic, "sub-0"), (message.GetBodyText(), message.Headers["destination"], message.Headers["subscription"]));
        }

        foreach (var client in clients) await client.DisposeAsync();
    }

    [SkippableTheory, EachUpstream]
    public async Task Nodes_share_a_topic_and_all_subscribers_see_one_order(Upstream upstream)
    {
        await using var first = await RelayApp.StartAsync(brokers.AddressOf(upstream));
        await using var second = await RelayApp.StartAsync(brokers.AddressOf(upstream));
        await using var ofFirst = await first.App.SubscribedAsync(_topic);
        await using var ofSecond = await second.App.SubscribedAsync(_topic);
        await using var publisher = await first.App.ConnectAsync();
        for (var i = 0; i < 500; i++) await publisher.SendAsync($"SEND\ndestination:{_topic}\n\n{i}\0");

        for (var i = 0; i < 500; i++)
        {
            var one = await ofFirst.ExpectAsync("MESSAGE");
            var other = await ofSecond.ExpectAsync("MESSAGE");
            Assert.Equal(($"{i}", $"{i}", one.Headers["message-id"]), (one.GetBodyText(), other.GetBodyText(), other.Headers["message-id"]));
        }
    }

    [SkippableTheory, EachUpstream]
    public async Task A_receipt_comes_behind_the_brokers_own(Upstream upstream)
    {
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream));
        await using var client = await relay.App.ConnectAsync();
        relay.Gateway.HoldAnswers();
        await client.SendAsync($"SEND\ndestination:{_topic}\nreceipt:sent\n\nhi\0");
        await Eventually.TrueAsync(() => relay.Gateway.Count("SEND") == 1);
        var receipt = client.ReceiveAsync();
        Assert.False(receipt.IsCompleted);
        relay.Gateway.Answer();
        Assert.Equal("sent", (await receipt).Headers["receipt-id"]);
    }

    [SkippableTheory, EachUpstream]
    public async Task A_topic_that_nobody_hears_any_more_ends_at_the_broker(Upstream upstream)
    {
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream), options => options.TopicLinger = TimeSpan.Zero);
        await using (await relay.App.SubscribedAsync(_topic)) Assert.Equal(1, relay.Topics.Count);
        await Eventually.TrueAsync(() => relay.Gateway.Count("UNSUBSCRIBE") == 1);
        Assert.Equal(0, relay.Topics.Count);
        await using var again = await relay.App.SubscribedAsync(_topic);
        await relay.App.Template.SendAsync(_topic, "again");
        Assert.Equal("again", await again.ReceiveBodyAsync());
    }

    [SkippableTheory, EachUpstream]
    public async Task Who_comes_back_at_once_costs_the_broker_nothing(Upstream upstream)
    {
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream), options => options.TopicLinger = TimeSpan.FromMinutes(1));
        await using (await relay.App.SubscribedAsync(_topic))
        {
        }

        await Eventually.TrueAsync(() => relay.App.Services.GetService(typeof(IUserRegistry)) is IUserRegistry { SessionCount: 0 });
        await using var again = await relay.App.SubscribedAsync(_topic);
        await relay.App.Template.SendAsync(_topic, "again");
        Assert.Equal("again", await again.ReceiveBodyAsync());
        Assert.Equal((1, 0), (relay.Gateway.Count("SUBSCRIBE"), relay.Gateway.Count("UNSUBSCRIBE")));
    }
}
