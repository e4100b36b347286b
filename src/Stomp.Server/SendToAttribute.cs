namespace Stomp.Server;

/// <summary>Where a method's result is sent. Without it, a result goes to <c>/topic</c> and the message's destination without its prefix.</summary>
/// <param name="destination">A destination of the broker; <c>{var}</c> stands for the mapping's variable of that name.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SendToAttribute(string destination) : Attribute
{
    /// <summary>The destination's template.</summary>
    public string Destination { get; } = destination;
}
