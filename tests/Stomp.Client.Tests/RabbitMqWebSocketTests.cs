using Testing.Brokers;

namespace Stomp.Client.Tests;

[Collection(RabbitMqCollection.Name)]
public sealed class RabbitMqWebSocketTests(RabbitMqFixture broker) : RabbitMqScenarios(broker)
{
    protected override Uri Address { get; } = broker.WebSocketAddress;
}
