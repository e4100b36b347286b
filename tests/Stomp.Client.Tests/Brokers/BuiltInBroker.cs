namespace Stomp.Client.Tests.Brokers;

/// <summary>Our own broker: nothing differs from itself.</summary>
public sealed class BuiltInBroker(Uri address) : TargetBroker(address, missing: null);
