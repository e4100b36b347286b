namespace Stomp.Server;

/// <summary>Which broker a relay talks to.</summary>
public enum BrokerKind
{
    /// <summary>The one that the <c>server</c> header of its CONNECTED names.</summary>
    Detect,

    /// <summary>RabbitMQ, with its plugin <c>rabbitmq_stomp</c>.</summary>
    RabbitMq,

    /// <summary>ActiveMQ (Classic).</summary>
    ActiveMq,
}
