using Xunit;

namespace Cluster.Tests.Scenarios;

/// <summary>The sites, started once for all scenarios.</summary>
[CollectionDefinition(Name)]
public sealed class SiteCollection : ICollectionFixture<SiteFixture>
{
    public const string Name = "Sites";
}
