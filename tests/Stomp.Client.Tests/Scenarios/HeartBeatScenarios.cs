using Stomp.Client.Tests.Brokers;

namespace Stomp.Client.Tests.Scenarios;

/// <summary>Heart-beats keep a connection, and their absence ends it.</summary>
public sealed class HeartBeatScenarios(BrokerFixture brokers) : Scenario(brokers)
{
    [SkippableTheory, EachBroker]
    public async Task An_idle_connection_is_kept_by_its_heart_beats(Broker name)
    {
        var broker = On(name);
        var interval = TimeSpan.FromSeconds(2);
        await using var client = await broker.ConnectAsync(WithHeartBeats(broker, interval, interval));
        // Longer than the silence that either side takes for death.
        await Assert.ThrowsAsync<TimeoutException>(() => client.Closed.WaitAsync(3.5 * interval));
        await SendAsync(client, Queue, "still there");
    }

    [SkippableTheory, EachBroker]
    public async Task A_client_that_falls_silent_loses_its_connection_and_what_it_held_is_delivered_again(Broker name)
    {
        var broker = On(name);
        await using var relay = broker.OpenRelay();
        await using var other = await broker.ConnectAsync();
        // The client itself expects nothing, so it is the broker that ends it.
        await using var silent = await broker.ConnectAsync(WithHeartBeats(broker, TimeSpan.FromSeconds(1), TimeSpan.Zero), relay.Address);
        var isTold = false;
        silent.ErrorReceived += (_, _) => isTold = true;
        await SendAsync(silent, Queue, "held");
        await using var messages = await OpenAsync(silent, Queue, StompAckMode.Client);
        await messages.NextAsync();
        relay.MuteClient();
        await using var ofOther = await OpenAsync(other, Queue);
        Assert.True((await ofOther.NextAsync()).IsRedelivered);
        await AssertEndedAsync(silent);
        Assert.Equal(broker.TellsSilentClients, isTold);
    }

    [SkippableTheory, EachBroker]
    public async Task A_client_notices_a_broker_that_falls_silent(Broker name)
    {
        var broker = On(name);
        await using var relay = broker.OpenRelay();
        await using var client = await broker.ConnectAsync(WithHeartBeats(broker, TimeSpan.Zero, TimeSpan.FromSeconds(1)), relay.Address);
        relay.MuteServer();
        await AssertEndedAsync(client);
    }

    private static StompClientOptions WithHeartBeats(TargetBroker broker, TimeSpan outgoing, TimeSpan incoming) =>
        broker.Options with { HeartBeatOutgoing = outgoing, HeartBeatIncoming = incoming, HeartBeatTolerance = 3 };
}
