namespace Stomp.Server;

/// <summary>A session that is connected to this server or, where several work as one, to another.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="User">The user's name; null for who is not authenticated.</param>
/// <param name="Node">The server that it is connected to: <see cref="IUserRegistry.Node"/> of that one.</param>
public sealed record ConnectedSession(string Id, string? User, string Node)
{
    /// <summary>The session itself, with its attributes and subscriptions, if it is one of this server's; else null.</summary>
    public IStompSession? Local { get; init; }
}
