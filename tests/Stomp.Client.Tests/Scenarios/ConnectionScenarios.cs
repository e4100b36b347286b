using Stomp.Client.Tests.Brokers;
using Testing.Server;

namespace Stomp.Client.Tests.Scenarios;

/// <summary>Connections that end.</summary>
public sealed class ConnectionScenarios(BrokerFixture brokers) : Scenario(brokers)
{
    [SkippableTheory, EachBroker]
    public async Task Closing_while_messages_stream_in_is_orderly(Broker name)
    {
        var broker = On(name);
        await using var sender = await broker.ConnectAsync(broker.Flooding);
        var client = await broker.ConnectAsync();
        await using var messages = await OpenAsync(client, Queue);
        for (var i = 0; i < 500; i++) await sender.SendAsync(Queue, new byte[1000]);
        await messages.NextAsync();
        await client.CloseAsync().WaitAsync(StompTestClient.Patience);
        Assert.True(client.Closed.IsCompletedSuccessfully);
    }

    [SkippableTheory, EachBroker]
    public async Task A_client_makes_its_subscriptions_anew_when_it_reconnects(Broker name)
    {
        var broker = On(name);
        await using var relay = broker.OpenRelay();
        await using var sender = await broker.ConnectAsync();
        await using var client = new StompClient([relay.Address, broker.Address], broker.Options with
        {
            Reconnect = new() { InitialDelay = TimeSpan.FromMilliseconds(20) },
        });
        await client.ConnectAsync().WaitAsync(StompTestClient.Patience);
        await using var messages = await OpenAsync(client, Queue, StompAckMode.Client);
        await relay.CutAsync();
        await SendAsync(sender, Queue, "meanwhile");
        Assert.Equal("meanwhile", (await messages.NextAsync()).Text);
    }
}
