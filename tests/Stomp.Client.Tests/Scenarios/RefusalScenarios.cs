using Stomp.Client.Tests.Brokers;
using Testing.Server;

namespace Stomp.Client.Tests.Scenarios;

/// <summary>What brokers do not take, and how they say so.</summary>
public sealed class RefusalScenarios(BrokerFixture brokers) : Scenario(brokers)
{
    [SkippableTheory, EachBroker]
    public async Task An_ERROR_explains_what_is_wrong(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        var error = await AssertRefusedAsync(broker, client, Frame(StompCommand.Unsubscribe, ("id", "unknown")));
        Assert.Contains(broker.ErrorsExplain, error!.Body);
    }

    [SkippableTheory, EachBroker]
    public async Task A_destination_that_begins_with_nothing_known_is_refused(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        var send = Frame(StompCommand.Send, ("destination", $"/nowhere/{Unique}"));
        if (broker.RefusesUnknownDestinations)
        {
            await AssertRefusedAsync(broker, client, send);
            return;
        }

        // It is a queue's name.
        await client.SendWithReceiptAsync($"/nowhere/{Unique}", "waits");
        await using var messages = await OpenAsync(client, $"/nowhere/{Unique}");
        Assert.Equal("waits", (await messages.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task A_second_subscription_of_the_same_id_is_refused(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await client.SendFrameAsync(Frame(StompCommand.Subscribe, ("id", "same"), ("destination", Queue)), awaitReceipt: true);
        var second = Frame(StompCommand.Subscribe, ("id", "same"), ("destination", Topic));
        if (broker.RefusesSameSubscriptionId) await AssertRefusedAsync(broker, client, second, broker.SameSubscriptionIdEndsTheConnection);
        else await client.SendFrameAsync(second, awaitReceipt: true);
    }

    [SkippableTheory, EachBroker]
    public async Task A_SUBSCRIBE_without_an_id_is_refused(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        var subscribe = Frame(StompCommand.Subscribe, ("destination", Queue));
        if (broker.RefusesSubscribeWithoutId) await AssertRefusedAsync(broker, client, subscribe);
        else await client.SendFrameAsync(subscribe, awaitReceipt: true);
    }

    [SkippableTheory, EachBroker]
    public async Task A_body_over_the_limit_is_refused(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        var sending = client.SendWithReceiptAsync(Queue, new byte[100 * 1024]);
        if (broker.MostBodyBytes is null)
        {
            await sending;
            return;
        }

        var error = await Assert.ThrowsAsync<StompErrorException>(() => sending);
        Assert.Contains($"{broker.MostBodyBytes}", error.ErrorMessage);
    }

    [SkippableTheory, EachBroker]
    public async Task A_wrong_passcode_is_refused_where_passcodes_are_checked(Broker name)
    {
        var broker = On(name);
        await using var client = new StompClient(broker.Address, broker.Options with { Passcode = "wrong" });
        var connecting = client.ConnectAsync().WaitAsync(StompTestClient.Patience);
        if (broker.ChecksPasscodes) await Assert.ThrowsAsync<StompErrorException>(() => connecting);
        else await connecting;
    }
}
