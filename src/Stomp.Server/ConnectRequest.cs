using System.Security.Claims;

namespace Stomp.Server;

/// <summary>The credentials of a client.</summary>
/// <param name="Headers">The frame's headers, credentials included: never log them.</param>
/// <param name="User">Who the client is so far: the HTTP handshake's user, or whom an earlier CONNECT named.</param>
public sealed record ConnectRequest(StompHeaders Headers, ClaimsPrincipal User)
{
    /// <summary>The <c>login</c> header; null when there is none.</summary>
    public string? Login => Headers[StompHeaderNames.Login];

    /// <summary>The <c>passcode</c> header; null when there is none.</summary>
    public string? Passcode => Headers[StompHeaderNames.Passcode];

    /// <summary>The <c>host</c> header, the virtual host that the client wants; null when there is none.</summary>
    public string? Host => Headers[StompHeaderNames.Host];

    /// <summary>Nothing of the headers: they hold credentials.</summary>
    public override string ToString() => $"{nameof(ConnectRequest)} of {User.Identity?.Name ?? "anonymous"}";
}
