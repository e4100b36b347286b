namespace Stomp.Client.Tests.Brokers;

/// <summary>A broker takes seconds to start: one of each for all scenarios.</summary>
[CollectionDefinition(Name)]
public sealed class BrokerCollection : ICollectionFixture<BrokerFixture>
{
    public const string Name = "Brokers";
}
