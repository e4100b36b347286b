using Stomp.Client.Tests.Brokers;

namespace Stomp.Client.Tests.Scenarios;

/// <summary>ACK in each mode and version; see <see cref="RedeliveryScenarios"/> for NACK and what is not acknowledged.</summary>
public sealed class AcknowledgementScenarios(BrokerFixture brokers) : Scenario(brokers)
{
    [SkippableTheory, EachBroker(StompVersion.V10, StompVersion.V11, StompVersion.V12)]
    public async Task An_acknowledged_message_is_gone_in_every_version(Broker name, StompVersion version)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync(broker.Options with { Versions = [version] });
        Assert.Equal(version, client.Version);
        await SendAsync(client, Queue, "first");
        await using (var messages = await OpenAsync(client, Queue, StompAckMode.Client))
        {
            var message = await messages.NextAsync();
            Assert.Equal("first", message.Text);
            await message.AckAsync(awaitReceipt: true);
        }

        await SendAsync(client, Queue, "second");
        await using var again = await OpenAsync(client, Queue);
        Assert.Equal("second", (await again.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task In_mode_auto_a_message_is_gone_when_it_is_delivered(Broker name)
    {
        var broker = On(name);
        await using (var client = await broker.ConnectAsync())
        {
            await SendAsync(client, Queue, "1");
            await using var messages = await OpenAsync(client, Queue);
            await messages.NextAsync();
        }

        await using var next = await broker.ConnectAsync();
        await SendAsync(next, Queue, "2");
        await using var again = await OpenAsync(next, Queue);
        Assert.Equal("2", (await again.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task In_mode_client_an_ACK_stands_for_those_before_it(Broker name) =>
        Assert.Equal(["3"], await LeftAfterAckOfSecondAsync(On(name), StompAckMode.Client, expected: 1));

    [SkippableTheory, EachBroker]
    public async Task In_mode_client_individual_an_ACK_stands_for_itself(Broker name) =>
        Assert.Equal(["1", "3"], await LeftAfterAckOfSecondAsync(On(name), StompAckMode.ClientIndividual, expected: 2));

    [SkippableTheory, EachBroker]
    public async Task An_ACK_of_what_was_never_delivered_is_refused(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await AssertRefusedAsync(broker, client, Frame(StompCommand.Ack, ("id", "unknown")));
    }

    [SkippableTheory, EachBroker]
    public async Task A_second_ACK_of_a_message_is_refused(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await SendAsync(client, Queue, "1");
        await using var messages = await OpenAsync(client, Queue, StompAckMode.ClientIndividual);
        var message = await messages.NextAsync();
        await message.AckAsync(awaitReceipt: true);
        var ack = Frame(StompCommand.Ack, ("id", message.Headers["ack"]!));
        await AssertRefusedAsync(broker, client, ack, broker.SecondAckEndsTheConnection);
    }

    [SkippableTheory, EachBroker]
    public async Task An_ACK_that_comes_after_UNSUBSCRIBE_has_no_effect(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await SendAsync(client, Queue, "1");
        await using (var messages = await OpenAsync(client, Queue, StompAckMode.ClientIndividual))
        {
            var ack = Frame(StompCommand.Ack, ("id", (await messages.NextAsync()).Headers["ack"]!));
            await messages.DisposeAsync();
            if (broker.RefusesAckAfterUnsubscribe) await AssertRefusedAsync(broker, client, ack);
            else await client.SendFrameAsync(ack, awaitReceipt: true);
        }

        await client.DisposeAsync();
        await using var next = await broker.ConnectAsync();
        await using var again = await OpenAsync(next, Queue);
        Assert.True((await again.NextAsync()).IsRedelivered);
    }

    private async Task<IEnumerable<string>> LeftAfterAckOfSecondAsync(TargetBroker broker, StompAckMode mode, int expected)
    {
        await using (var client = await broker.ConnectAsync())
        {
            await SendAsync(client, Queue, "1", "2", "3");
            await using var messages = await OpenAsync(client, Queue, mode);
            await messages.NextAsync();
            var second = await messages.NextAsync();
            await messages.NextAsync();
            await second.AckAsync(awaitReceipt: true);
        }

        await using var next = await broker.ConnectAsync();
        await using var again = await OpenAsync(next, Queue);
        var left = new List<string>();
        while (left.Count < expected) left.Add((await again.NextAsync()).Text);
        return left;
    }
}
