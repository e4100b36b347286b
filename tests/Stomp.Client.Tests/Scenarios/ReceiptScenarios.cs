using Stomp.Client.Tests.Brokers;
using Testing.Server;

namespace Stomp.Client.Tests.Scenarios;

/// <summary>A RECEIPT for every kind of frame that asks for one.</summary>
public sealed class ReceiptScenarios(BrokerFixture brokers) : Scenario(brokers)
{
    [SkippableTheory, EachBroker]
    public async Task Every_kind_of_frame_gets_its_receipt(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await ConfirmAsync(client, Frame(StompCommand.Send, ("destination", Queue)));
        await ConfirmAsync(client, Frame(StompCommand.Send, ("destination", Queue)));
        await using var messages = await OpenAsync(client, Queue, StompAckMode.ClientIndividual);
        await ConfirmAsync(client, Frame(StompCommand.Ack, ("id", (await messages.NextAsync()).Headers["ack"]!)));
        await ConfirmAsync(client, Frame(StompCommand.Nack, ("id", (await messages.NextAsync()).Headers["ack"]!)));
        await ConfirmAsync(client, Frame(StompCommand.Subscribe, ("id", "mine"), ("destination", Topic)));
        await ConfirmAsync(client, Frame(StompCommand.Unsubscribe, ("id", "mine"), ("destination", Topic)));
        await ConfirmAsync(client, Frame(StompCommand.Begin, ("transaction", "first")));
        await ConfirmAsync(client, Frame(StompCommand.Commit, ("transaction", "first")));
        await ConfirmAsync(client, Frame(StompCommand.Begin, ("transaction", "second")));
        await ConfirmAsync(client, Frame(StompCommand.Abort, ("transaction", "second")));
        if (broker.EndsWithoutAWord) await client.SendFrameAsync(Frame(StompCommand.Disconnect, ("receipt", "last")));
        else await ConfirmAsync(client, Frame(StompCommand.Disconnect));
        await AssertEndedAsync(client);
    }

    [SkippableTheory, EachBroker]
    public async Task The_receipt_of_a_SUBSCRIBE_does_not_wait_behind_what_the_queue_holds(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync(broker.Flooding);
        for (var i = 0; i < 20; i++) await client.SendAsync(Queue, $"{i}");
        await SendAsync(client, Queue, "20");
        // Nobody reads before the receipt is there, and no more than one message fits.
        var subscribing = client.OpenSubscriptionAsync(Queue, new() { BufferCapacity = 1 });
        await using var messages = new Reading(await subscribing.WaitAsync(StompTestClient.Patience));
        for (var i = 0; i <= 20; i++) Assert.Equal($"{i}", (await messages.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task A_subscription_is_in_force_when_its_receipt_comes(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await using var other = await broker.ConnectAsync();
        await using var messages = await OpenAsync(client, Topic);
        await SendAsync(other, Topic, "right after");
        Assert.Equal("right after", (await messages.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task A_SEND_in_a_transaction_gets_its_receipt_at_once_or_with_the_COMMIT(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await using var transaction = await client.BeginAsync();
        var confirming = ConfirmAsync(client, Frame(StompCommand.Send, ("destination", Queue), ("transaction", transaction.Id)));
        if (broker.ConfirmsBeforeCommit) await confirming;
        // What comes later is confirmed before it.
        await SendAsync(client, $"{Queue}-other", "outside");
        Assert.Equal(broker.ConfirmsBeforeCommit, confirming.IsCompleted);
        await transaction.CommitAsync();
        await confirming;
    }

    private static Task ConfirmAsync(StompClient client, StompFrame frame) =>
        client.SendFrameAsync(frame, awaitReceipt: true).WaitAsync(StompTestClient.Patience);
}
