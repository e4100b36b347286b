using Stomp.Client.Tests.Brokers;

namespace Stomp.Client.Tests.Scenarios;

/// <summary>The <c>selector</c> of SUBSCRIBE.</summary>
public sealed class SelectorScenarios(BrokerFixture brokers) : Scenario(brokers)
{
    [SkippableTheory, EachBroker]
    public async Task A_consumer_gets_what_it_selects_and_leaves_the_rest(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        if (broker.RefusesSelectorsOfQueues)
        {
            await AssertRefusedAsync(broker, client, Frame(StompCommand.Subscribe, ("id", "mine"), ("destination", Queue), ("selector", "color = 'blue'")));
            return;
        }

        foreach (var color in (string[])["red", "blue"]) await client.SendWithReceiptAsync(Queue, color, new() { { "color", color }, { "weight", "5" } });
        await using (var selecting = await broker.ConnectAsync())
        {
            var selector = new StompHeaders { { "selector", "color = 'blue' AND weight > 4" } };
            await using var blue = await OpenAsync(selecting, Queue, StompAckMode.Client, prefetch: 1, selector);
            var message = await blue.NextAsync();
            Assert.Equal(broker.HasSelectors ? "blue" : "red", message.Text);
            await message.AckAsync(awaitReceipt: true);
        }

        await using var all = await OpenAsync(client, Queue);
        Assert.Equal(broker.HasSelectors ? "red" : "blue", (await all.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task A_subscriber_of_a_topic_gets_what_it_selects(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await using var blue = await OpenAsync(client, Topic, headers: new() { { "selector", "color = 'blue'" } });
        foreach (var color in (string[])["red", "blue"]) await client.SendWithReceiptAsync(Topic, color, new() { { "color", color } });
        Assert.Equal(broker.HasSelectors ? "blue" : "red", (await blue.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task A_selector_with_a_fault_is_refused_where_there_are_selectors(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        var subscribe = Frame(StompCommand.Subscribe, ("id", "mine"), ("destination", Queue), ("selector", "color = = 'blue'"));
        if (broker.HasSelectors) await AssertRefusedAsync(broker, client, subscribe);
        else await client.SendFrameAsync(subscribe, awaitReceipt: true);
    }
}
