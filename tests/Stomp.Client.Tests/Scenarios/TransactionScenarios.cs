using Stomp.Client.Tests.Brokers;

namespace Stomp.Client.Tests.Scenarios;

/// <summary>BEGIN, COMMIT, ABORT: all or nothing.</summary>
public sealed class TransactionScenarios(BrokerFixture brokers) : Scenario(brokers)
{
    [SkippableTheory, EachBroker]
    public async Task What_is_sent_in_a_transaction_takes_effect_when_it_is_committed(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await using var transaction = await client.BeginAsync();
        await transaction.SendAsync(Queue, "first");
        await transaction.SendAsync(Queue, "second");
        await SendAsync(client, Queue, "outside");
        await transaction.CommitAsync();
        await using var messages = await OpenAsync(client, Queue);
        foreach (var text in (string[])["outside", "first", "second"]) Assert.Equal(text, (await messages.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task What_is_sent_in_a_transaction_that_is_aborted_is_gone(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await using (var transaction = await client.BeginAsync())
        {
            await transaction.SendAsync(Queue, "aborted");
            await transaction.AbortAsync();
        }

        await SendAsync(client, Queue, "after");
        await using var messages = await OpenAsync(client, Queue);
        Assert.Equal("after", (await messages.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task A_lost_connection_aborts_its_transactions(Broker name)
    {
        var broker = On(name);
        await using var relay = broker.OpenRelay();
        await using var losing = await broker.ConnectAsync(way: relay.Address);
        await using var transaction = await losing.BeginAsync(awaitReceipt: true);
        await losing.SendFrameAsync(Frame(StompCommand.Send, ("destination", Queue), ("transaction", transaction.Id)), awaitReceipt: broker.ConfirmsBeforeCommit);
        await relay.CutAsync();
        await AssertEndedAsync(losing);

        await using var client = await broker.ConnectAsync();
        await SendAsync(client, Queue, "after");
        await using var messages = await OpenAsync(client, Queue);
        Assert.Equal("after", (await messages.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task An_ACK_in_a_transaction_that_is_aborted_is_none(Broker name)
    {
        var broker = On(name);
        await using (var client = await broker.ConnectAsync())
        {
            await SendAsync(client, Queue, "1", "2");
            await using var messages = await OpenAsync(client, Queue, StompAckMode.ClientIndividual);
            var (first, second) = (await messages.NextAsync(), await messages.NextAsync());
            await using var transaction = await client.BeginAsync();
            await transaction.AckAsync(first);
            await transaction.AckAsync(second);
            await transaction.AbortAsync();
            // They can be acknowledged as if nothing had been.
            await second.AckAsync(awaitReceipt: true);
        }

        await using var next = await broker.ConnectAsync();
        await SendAsync(next, Queue, "3");
        await using var again = await OpenAsync(next, Queue);
        Assert.Equal("1", (await again.NextAsync()).Text);
        Assert.Equal("3", (await again.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task An_ACK_in_a_transaction_that_is_committed_counts(Broker name)
    {
        var broker = On(name);
        await using (var client = await broker.ConnectAsync())
        {
            await SendAsync(client, Queue, "1");
            await using var messages = await OpenAsync(client, Queue, StompAckMode.ClientIndividual);
            await using var transaction = await client.BeginAsync();
            await transaction.AckAsync(await messages.NextAsync());
            await transaction.CommitAsync();
        }

        await using var next = await broker.ConnectAsync();
        await SendAsync(next, Queue, "2");
        await using var again = await OpenAsync(next, Queue);
        Assert.Equal("2", (await again.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task A_NACK_may_join_a_transaction(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await SendAsync(client, Queue, "1");
        await using var messages = await OpenAsync(client, Queue, StompAckMode.ClientIndividual);
        await using var transaction = await client.BeginAsync();
        await transaction.NackAsync(await messages.NextAsync());
        if (broker.TransactsNack)
        {
            await transaction.CommitAsync();
            Assert.True((await messages.NextAsync()).IsRedelivered);
        }
        else
        {
            await Assert.ThrowsAsync<StompErrorException>(() => transaction.CommitAsync());
        }
    }

    [SkippableTheory, EachBroker]
    public async Task A_transaction_that_was_not_begun_is_refused(Broker name)
    {
        var broker = On(name);
        await using var sending = await broker.ConnectAsync();
        await AssertRefusedAsync(broker, sending, Frame(StompCommand.Send, ("destination", Queue), ("transaction", "unknown")));
        await using var committing = await broker.ConnectAsync();
        await AssertRefusedAsync(broker, committing, Frame(StompCommand.Commit, ("transaction", "unknown")));
    }

    [SkippableTheory, EachBroker]
    public async Task A_transaction_that_is_begun_twice_is_refused(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        var begin = Frame(StompCommand.Begin, ("transaction", "same"));
        await client.SendFrameAsync(begin, awaitReceipt: true);
        if (broker.RefusesSameTransactionId) await AssertRefusedAsync(broker, client, begin);
        else await client.SendFrameAsync(begin, awaitReceipt: true);
    }
}
