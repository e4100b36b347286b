namespace Stomp.Server;

/// <summary>
/// What a client wants to do: the resource that ASP.NET Core's authorization handlers get for a rule of <see cref="DestinationPolicies"/> and for
/// <c>[Authorize]</c> on a message controller. Write an <c>AuthorizationHandler&lt;TRequirement, DestinationResource&gt;</c>.
/// </summary>
/// <param name="Session">Who wants it.</param>
/// <param name="Command">CONNECT, SEND or SUBSCRIBE.</param>
/// <param name="Destination">The destination as the client wrote it; empty for CONNECT.</param>
/// <param name="Variables">What stands in the places of the pattern's variables; empty where there are none.</param>
/// <param name="IsPattern">
/// Whether the destination is a wildcard subscription: whoever admits it admits every destination that it matches. Only rules without variables are
/// asked of it.
/// </param>
public sealed record DestinationResource(IStompSession Session, StompCommand Command, string Destination,
    IReadOnlyDictionary<string, string> Variables, bool IsPattern = false);
