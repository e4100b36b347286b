using System.Reflection;
using Xunit.Sdk;

namespace Testing.Server;

/// <summary>Runs a theory over WebSocket and over TCP: its first parameter is the <see cref="Transport"/>, <paramref name="more"/> follows.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EachTransportAttribute(params object?[] more) : DataAttribute
{
    public override IEnumerable<object?[]> GetData(MethodInfo testMethod)
    {
        foreach (var transport in Enum.GetValues<Transport>()) yield return [transport, .. more];
    }
}
