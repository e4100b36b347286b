using System.Reflection;
using Xunit.Sdk;

namespace Cluster.Tests.Scenarios;

/// <summary>Runs a scenario on each site.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachSiteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Enum.GetValues<Site>().Select(site => new object[] { site });
}
