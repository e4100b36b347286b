namespace Stomp.Server;

/// <summary>What happens to a client that is over a rate limit.</summary>
public enum RateLimitReply
{
    /// <summary>It gets an ERROR, and its session ends. The default.</summary>
    Error,

    /// <summary>Its frames wait until they are due; nothing more is read from it meanwhile, so TCP holds it back.</summary>
    Wait,
}
