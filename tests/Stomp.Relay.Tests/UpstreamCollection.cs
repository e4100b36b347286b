namespace Stomp.Relay.Tests;

/// <summary>A broker takes seconds to start: one of each for all tests.</summary>
[CollectionDefinition(Name)]
public sealed class UpstreamCollection : ICollectionFixture<UpstreamFixture>
{
    public const string Name = "Upstreams";
}
