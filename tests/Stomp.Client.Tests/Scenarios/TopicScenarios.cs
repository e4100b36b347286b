using Stomp.Client.Tests.Brokers;
using Testing.Server;

namespace Stomp.Client.Tests.Scenarios;

/// <summary>Topics: each message to everybody who is there.</summary>
public sealed class TopicScenarios(BrokerFixture brokers) : Scenario(brokers)
{
    [SkippableTheory, EachBroker]
    public async Task A_message_goes_to_every_subscriber(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await using var other = await broker.ConnectAsync();
        await using var first = await OpenAsync(client, Topic);
        await using var second = await OpenAsync(other, Topic);
        await SendAsync(client, Topic, "to all");
        Assert.Equal("to all", (await first.NextAsync()).Text);
        Assert.Equal("to all", (await second.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task What_was_sent_before_a_subscription_is_gone(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await SendAsync(client, Topic, "before");
        await using var messages = await OpenAsync(client, Topic);
        await SendAsync(client, Topic, "after");
        Assert.Equal("after", (await messages.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task A_pattern_has_one_segment_for_a_star(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await using var messages = await OpenAsync(client, $"{Topic}{broker.Separator}*");
        await SendToTreeAsync(broker, client);
        await SendAsync(client, $"{Topic}{broker.Separator}last", "last");
        Assert.Equal("child", (await messages.NextAsync()).Text);
        Assert.Equal("last", (await messages.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task A_pattern_may_have_any_segments_at_its_end(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await using var messages = await OpenAsync(client, $"{Topic}{broker.Separator}{broker.AnySegments}");
        await SendToTreeAsync(broker, client);
        foreach (var text in (string[])["root", "child", "grandchild"]) Assert.Equal(text, (await messages.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task Who_acknowledges_gets_no_more_than_its_prefetch_count_from_a_topic(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await using var messages = await OpenAsync(client, Topic, StompAckMode.ClientIndividual, prefetch: 1);
        await SendAsync(client, Topic, "1", "2");
        await (await messages.NextAsync()).NackAsync(awaitReceipt: true);
        var next = await messages.NextAsync();
        // The second had not been sent ahead: a NACK still comes before it, where it means delivery once more.
        Assert.Equal(broker.TopicDeliversAgainAfterNack ? ("1", true) : ("2", false), (next.Text, next.IsRedelivered));
    }

    [SkippableTheory, EachBroker]
    public async Task A_durable_subscription_gets_what_was_sent_while_it_was_away(Broker name)
    {
        var broker = On(name);
        // RabbitMQ goes by the subscription's id, ActiveMQ by the two names.
        var options = broker.Options with { ConnectHeaders = new() { { "client-id", $"client-{Unique}" } } };
        var durable = new StompSubscribeOptions
        {
            Id = $"durable-{Unique}",
            Headers = new() { { "durable", "true" }, { "auto-delete", "false" }, { "activemq.subscriptionName", $"durable-{Unique}" } },
        };
        await using (var leaving = await broker.ConnectAsync(options)) await leaving.OpenSubscriptionAsync(Topic, durable).WaitAsync(StompTestClient.Patience);
        await using var sender = await broker.ConnectAsync();
        await SendAsync(sender, Topic, "while away");
        await using var client = await broker.ConnectAsync(options);
        await using var messages = new Reading(await client.OpenSubscriptionAsync(Topic, durable).WaitAsync(StompTestClient.Patience));
        await SendAsync(sender, Topic, "after");
        Assert.Equal(broker.HasDurableSubscriptions ? "while away" : "after", (await messages.NextAsync()).Text);
    }

    private Task SendToTreeAsync(TargetBroker broker, StompClient client) => Task.Run(async () =>
    {
        await SendAsync(client, Topic, "root");
        await SendAsync(client, $"{Topic}{broker.Separator}a", "child");
        await SendAsync(client, $"{Topic}{broker.Separator}a{broker.Separator}b", "grandchild");
    });
}
