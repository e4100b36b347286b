namespace Stomp.Server;

/// <summary>
/// Where a method's result is sent; on a class, where the results of its methods are that do not say. Without it, and without
/// <see cref="SendToUserAttribute"/>, a result goes to <c>/topic</c> and the message's destination without its prefix.
/// </summary>
/// <param name="destinations">Destinations of the broker; <c>{var}</c> stands for the mapping's variable of that name.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SendToAttribute(params string[] destinations) : Attribute
{
    /// <summary>The destinations' templates.</summary>
    public IReadOnlyList<string> Destinations { get; } = destinations;
}
