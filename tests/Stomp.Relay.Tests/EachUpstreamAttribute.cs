using System.Reflection;
using Xunit.Sdk;

namespace Stomp.Relay.Tests;

/// <summary>Runs a test against each broker.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachUpstreamAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Enum.GetValues<Upstream>().Select(upstream => new object[] { upstream });
}
