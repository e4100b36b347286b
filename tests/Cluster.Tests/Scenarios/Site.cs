namespace Cluster.Tests.Scenarios;

/// <summary>Where the chat runs: on how many servers, and with which broker. Clients cannot tell.</summary>
public enum Site
{
    /// <summary>One server that has its broker itself.</summary>
    InMemory,

    /// <summary>One server before RabbitMQ.</summary>
    OnRabbitMq,

    /// <summary>One server before ActiveMQ.</summary>
    OnActiveMq,

    /// <summary>Three servers before RabbitMQ, with PostgreSQL.</summary>
    ThreeOnRabbitMq,

    /// <summary>Three servers before ActiveMQ, with PostgreSQL.</summary>
    ThreeOnActiveMq,
}
