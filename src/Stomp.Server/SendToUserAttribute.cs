namespace Stomp.Server;

/// <summary>
/// Sends a method's result to the sender alone, who hears it on <c>/user</c> and the destination; on a class, for its methods that do not say.
/// Who is not authenticated is one session.
/// </summary>
/// <param name="destinations">
/// Destinations of the broker; <c>{var}</c> stands for the mapping's variable of that name. None is <c>/queue</c> and the message's destination
/// without its prefix.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SendToUserAttribute(params string[] destinations) : Attribute
{
    /// <summary>The destinations' templates.</summary>
    public IReadOnlyList<string> Destinations { get; } = destinations;

    /// <summary>Whether all sessions of the sender's user get it, or the sending one only. Defaults to true.</summary>
    public bool Broadcast { get; set; } = true;
}
