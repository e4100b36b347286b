namespace Stomp.Client.Tests.Brokers;

/// <summary>What the scenarios run against.</summary>
public enum Broker
{
    BuiltInOverWebSocket,
    BuiltInOverTcp,
    RabbitMqOverWebSocket,
    RabbitMqOverTcp,
    ActiveMqOverTcp,
    RelayToRabbitMq,
    RelayToActiveMq,
}
