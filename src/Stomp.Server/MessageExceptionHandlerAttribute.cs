namespace Stomp.Server;

/// <summary>
/// Marks a method of a controller, or of a class marked <see cref="MessageControllerAdviceAttribute"/>, that handles what its handlers throw.
/// Of several the one for the most specific type is called; those of the controller come before those for all. Its result goes to
/// <see cref="SendToAttribute"/> or <see cref="SendToUserAttribute"/>, else to the sender's <c>/user/queue/errors</c>.
/// </summary>
/// <param name="exceptions">The exceptions; none for the type of the parameter that takes the exception.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MessageExceptionHandlerAttribute(params Type[] exceptions) : Attribute
{
    /// <summary>The exceptions that are handled.</summary>
    public IReadOnlyList<Type> Exceptions { get; } = exceptions;
}
