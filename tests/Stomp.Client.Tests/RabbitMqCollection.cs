using Testing.Brokers;

namespace Stomp.Client.Tests;

/// <summary>A broker takes seconds to start: one for all its tests.</summary>
[CollectionDefinition(Name)]
public sealed class RabbitMqCollection : ICollectionFixture<RabbitMqFixture>
{
    public const string Name = "RabbitMQ";
}
