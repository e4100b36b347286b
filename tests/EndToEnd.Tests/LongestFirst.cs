using EndToEnd.Tests.Durability;
using Xunit;
using Xunit.Abstractions;

namespace EndToEnd.Tests;

/// <summary>What takes longest begins first: begun last, it would run on alone.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [nameof(PostgresCrashTests), PageCollections.Seeing, PageCollections.Talking, nameof(SqliteCrashTests)];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection =>
        {
            var at = Array.FindIndex(Long, name => collection.DisplayName.Contains(name, StringComparison.Ordinal));
            return at < 0 ? Long.Length : at;
        });
}
