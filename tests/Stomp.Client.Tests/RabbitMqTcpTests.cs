using Testing.Brokers;

namespace Stomp.Client.Tests;

[Collection(RabbitMqCollection.Name)]
public sealed class RabbitMqTcpTests(RabbitMqFixture broker) : RabbitMqScenarios(broker)
{
    protected override Uri Address { get; } = broker.TcpAddress;
}
