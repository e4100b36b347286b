namespace Stomp.Relay.Tests;

/// <summary>The brokers behind the relay.</summary>
public enum Upstream
{
    RabbitMq,
    ActiveMq,
}
