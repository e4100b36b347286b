namespace Stomp.Server;

/// <summary>Marks the parameter that takes the message's body. Needed only where it cannot be told from the others.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PayloadAttribute : Attribute;
