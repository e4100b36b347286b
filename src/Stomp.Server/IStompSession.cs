using System.Security.Claims;

namespace Stomp.Server;

/// <summary>A client's session, from its CONNECT to its end.</summary>
public interface IStompSession
{
    /// <summary>The session's id, also the <c>session</c> header of CONNECTED.</summary>
    string Id { get; }

    /// <summary>
    /// Who the client is: by its CONNECT if an <see cref="IConnectAuthenticator"/> said so, else by the HTTP handshake; not authenticated when
    /// nothing did.
    /// </summary>
    ClaimsPrincipal User { get; }

    /// <summary>The version of STOMP that was agreed on; 1.2 before that.</summary>
    StompVersion Version { get; }

    /// <summary>What the application remembers of the session. Its entries may be read and set by anybody at any time.</summary>
    IDictionary<string, object?> Attributes { get; }

    /// <summary>
    /// Services of a scope that lasts as long as the session, also when its CONNECT is refused: what is scoped is made once for it and disposed
    /// behind the last listener of its end. Made when first used. (A message has a scope of its own beside it.)
    /// </summary>
    /// <exception cref="ObjectDisposedException">The session is over.</exception>
    IServiceProvider Services { get; }

    /// <summary>What the session is subscribed to at this moment; nothing once it has ended. May be read by anybody.</summary>
    IReadOnlyList<StompSubscriptionInfo> Subscriptions { get; }

    /// <summary>Cancelled when the session ends.</summary>
    CancellationToken Closed { get; }

    /// <summary>Ends the session: the client gets an ERROR frame with the reason, then the connection closes.</summary>
    /// <param name="reason">What the client is told.</param>
    /// <returns>Done when the session's end has been decided; the connection closes a little later.</returns>
    ValueTask DisconnectAsync(string reason);
}
