using Stomp.Client.Tests.Brokers;
using Testing.Server;

namespace Stomp.Client.Tests.Scenarios;

/// <summary>What becomes of messages that were delivered and not acknowledged.</summary>
public sealed class RedeliveryScenarios(BrokerFixture brokers) : Scenario(brokers)
{
    [SkippableTheory, EachBroker]
    public async Task What_a_lost_connection_held_is_delivered_again_in_its_place_and_marked(Broker name)
    {
        var broker = On(name);
        await using var relay = broker.OpenRelay();
        await using var client = await broker.ConnectAsync(way: relay.Address);
        await SendAsync(client, Queue, "1", "2", "3", "4");
        await using var messages = await OpenAsync(client, Queue, StompAckMode.ClientIndividual, prefetch: 3);
        Assert.False((await messages.NextAsync()).IsRedelivered);
        await (await messages.NextAsync()).AckAsync(awaitReceipt: true);
        await messages.NextAsync();
        Assert.Equal("4", (await messages.NextAsync()).Text);
        await relay.CutAsync();
        await AssertEndedAsync(client);

        await using var next = await broker.ConnectAsync();
        await using var again = await OpenAsync(next, Queue);
        foreach (var text in (string[])["1", "3", "4"])
        {
            var message = await again.NextAsync();
            Assert.Equal((text, true), (message.Text, message.IsRedelivered));
        }
    }

    [SkippableTheory, EachBroker]
    public async Task A_client_that_reconnects_gets_again_what_it_had_not_acknowledged(Broker name)
    {
        var broker = On(name);
        await using var relay = broker.OpenRelay();
        await using var client = new StompClient([relay.Address, broker.Address], broker.Options with
        {
            Reconnect = new() { InitialDelay = TimeSpan.FromMilliseconds(20) },
        });
        await client.ConnectAsync().WaitAsync(StompTestClient.Patience);
        await SendAsync(client, Queue, "1");
        await using var messages = await OpenAsync(client, Queue, StompAckMode.Client);
        await messages.NextAsync();
        await relay.CutAsync();

        var again = await messages.NextAsync();
        Assert.Equal(("1", true), (again.Text, again.IsRedelivered));
        await again.AckAsync(awaitReceipt: true);
    }

    [SkippableTheory, EachBroker]
    public async Task UNSUBSCRIBE_gives_back_what_was_not_acknowledged(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await using var other = await broker.ConnectAsync();
        await SendAsync(client, Queue, "held");
        await using var messages = await OpenAsync(client, Queue, StompAckMode.ClientIndividual);
        await messages.NextAsync();
        await messages.DisposeAsync();
        await SendAsync(client, Queue, "new");
        await using var ofOther = await OpenAsync(other, Queue);
        if (!broker.UnsubscribeGivesBack)
        {
            Assert.Equal("new", (await ofOther.NextAsync()).Text);
            await client.DisposeAsync();
        }

        var held = await ofOther.NextAsync();
        Assert.Equal(("held", true), (held.Text, held.IsRedelivered));
    }

    [SkippableTheory, EachBroker(StompVersion.V11, StompVersion.V12)]
    public async Task A_message_that_was_NACKed_is_delivered_again_in_its_place(Broker name, StompVersion version)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync(broker.Options with { Versions = [version] });
        await SendAsync(client, Queue, "1", "2");
        await using var messages = await OpenAsync(client, Queue, StompAckMode.ClientIndividual, prefetch: 1);
        await (await messages.NextAsync()).NackAsync(awaitReceipt: true);
        var next = await messages.NextAsync();
        Assert.Equal(broker.DeliversAgainAfterNack ? ("1", true) : ("2", false), (next.Text, next.IsRedelivered));
    }

    [SkippableTheory, EachBroker]
    public async Task In_mode_client_a_NACK_stands_for_those_before_it(Broker name)
    {
        var broker = On(name);
        await using (var client = await broker.ConnectAsync())
        {
            await SendAsync(client, Queue, "1", "2", "3");
            await using var messages = await OpenAsync(client, Queue, StompAckMode.Client);
            await messages.NextAsync();
            var second = await messages.NextAsync();
            await messages.NextAsync();
            await second.NackAsync(awaitReceipt: true);
            if (broker.NackIsCumulative)
            {
                Assert.Equal("1", (await messages.NextAsync()).Text);
                Assert.Equal("2", (await messages.NextAsync()).Text);
            }
        }

        await using var next = await broker.ConnectAsync();
        await using var again = await OpenAsync(next, Queue);
        Assert.Equal("1", (await again.NextAsync()).Text);
        // Where a NACK speaks for itself alone, the second is with the dead letters.
        Assert.Equal(broker.NackIsCumulative ? "2" : "3", (await again.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task A_NACK_for_good_puts_a_message_where_the_dead_letters_are(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        var text = $"bad {Queue}";
        await client.SendWithReceiptAsync(Queue, text, new() { { "persistent", "true" } });
        await SendAsync(client, Queue, "good");
        await using var messages = await OpenAsync(client, Queue, StompAckMode.ClientIndividual, prefetch: 1);
        await (await messages.NextAsync()).NackAsync(awaitReceipt: true, headers: new() { { "requeue", "false" } });
        Assert.Equal("good", (await messages.NextAsync()).Text);
        if (broker.DeadLetters is null) return;

        await using var dead = await OpenAsync(client, broker.DeadLetters);
        // Other scenarios' dead letters lie there, too.
        while ((await dead.NextAsync()).Text != text) continue;
    }

    [SkippableTheory, EachBroker]
    public async Task A_message_that_nobody_acknowledges_is_dead_after_so_many_deliveries(Broker name)
    {
        var broker = On(name);
        await using var sending = await broker.ConnectAsync();
        await SendAsync(sending, Queue, "poison", "good");
        // Longer than any broker's limit of which one hears: RabbitMQ's quorum queues have 20.
        for (var delivery = 1; delivery <= (broker.MaxDeliveries ?? 25); delivery++)
        {
            await using var client = await broker.ConnectAsync();
            await using var messages = await OpenAsync(client, Queue, StompAckMode.Client, prefetch: 1);
            var message = await messages.NextAsync();
            Assert.Equal(("poison", delivery > 1), (message.Text, message.IsRedelivered));
        }

        await using var last = await OpenAsync(sending, Queue);
        Assert.Equal(broker.MaxDeliveries is null ? "poison" : "good", (await last.NextAsync()).Text);
    }
}
