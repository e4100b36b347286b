using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;

namespace Stomp.Server;

/// <summary>What an authenticator found out.</summary>
public sealed class ConnectResult
{
    private ConnectResult(ClaimsPrincipal? user, DateTimeOffset? expiresAt, string? failure)
    {
        User = user;
        ExpiresAt = expiresAt;
        Failure = failure;
    }

    /// <summary>Who the client is; null when it is refused.</summary>
    public ClaimsPrincipal? User { get; }

    /// <summary>When its credentials expire, and its session with them unless they are renewed; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>What a client that is refused is told; null when it is not refused.</summary>
    public string? Failure { get; }

    [MemberNotNullWhen(true, nameof(User))]
    internal bool IsSuccess => User is not null;

    /// <summary>The credentials are good.</summary>
    /// <param name="user">Who the client is.</param>
    /// <param name="expiresAt">When the session ends unless its credentials are renewed; null, the default, for never.</param>
    public static ConnectResult Success(ClaimsPrincipal user, DateTimeOffset? expiresAt = null)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new(user, expiresAt, null);
    }

    /// <summary>The credentials are not good: the client gets an ERROR, and its connection ends.</summary>
    /// <param name="message">What it is told. Say no more than it has to know.</param>
    public static ConnectResult Fail(string message = "The credentials were refused.")
    {
        ArgumentException.ThrowIfNullOrEmpty(message);
        return new(null, null, message);
    }
}
