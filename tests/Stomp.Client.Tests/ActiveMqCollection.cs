using Testing.Brokers;

namespace Stomp.Client.Tests;

/// <summary>A broker takes seconds to start: one for all its tests.</summary>
[CollectionDefinition(Name)]
public sealed class ActiveMqCollection : ICollectionFixture<ActiveMqFixture>
{
    public const string Name = "ActiveMQ";
}
