using System.Reflection;
using Xunit.Sdk;

namespace Stomp.Client.Tests.Brokers;

/// <summary>Runs a scenario against each broker, and once for each version where some are given.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachBrokerAttribute(params StompVersion[] versions) : DataAttribute
{
    public IReadOnlyList<StompVersion> Versions { get; } = versions;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        foreach (var broker in Enum.GetValues<Broker>())
        {
            if (Versions.Count == 0) yield return [broker];
            foreach (var version in Versions) yield return [broker, version];
        }
    }
}
