using System.Security.Claims;

namespace Stomp.Server;

/// <summary>A client's session, from its CONNECT to its end.</summary>
public interface IStompSession
{
    /// <summary>The session's id, also the <c>session</c> header of CONNECTED.</summary>
    string Id { get; }

    /// <summary>Who the HTTP handshake said it is; not authenticated when nothing did.</summary>
    ClaimsPrincipal User { get; }

    /// <summary>What the application remembers of the session. Used by the session's own handlers and listeners, one at a time.</summary>
    IDictionary<string, object?> Attributes { get; }

    /// <summary>Cancelled when the session ends.</summary>
    CancellationToken Closed { get; }

    /// <summary>Ends the session: the client gets an ERROR frame with the reason, then the connection closes.</summary>
    /// <param name="reason">What the client is told.</param>
    /// <returns>Done when the session's end has been decided; the connection closes a little later.</returns>
    ValueTask DisconnectAsync(string reason);
}
