using Microsoft.Extensions.Options;

namespace Stomp.Server;

/// <summary>How much clients may send. The defaults are far above what people do, and below what harms a server.</summary>
public sealed class StompRateLimitOptions
{
    /// <summary>Whether the limits hold. Defaults to true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>What happens to who is over one. Defaults to an ERROR.</summary>
    public RateLimitReply Reply { get; set; }

    /// <summary>Frames of one session. Defaults to 100 a second, 1,000 at once.</summary>
    [ValidateObjectMembers]
    public RateLimit SessionFrames { get; set; } = new() { PerSecond = 100, Burst = 1000 };

    /// <summary>Bytes of one session, as they come, heart-beats included. Defaults to 1 MiB a second, 8 MiB at once.</summary>
    [ValidateObjectMembers]
    public RateLimit SessionBytes { get; set; } = new() { PerSecond = 1 << 20, Burst = 8 << 20 };

    /// <summary>Frames of all sessions of one authenticated user. Defaults to 200 a second, 2,000 at once.</summary>
    [ValidateObjectMembers]
    public RateLimit UserFrames { get; set; } = new() { PerSecond = 200, Burst = 2000 };

    /// <summary>Bytes of all sessions of one authenticated user. Defaults to 2 MiB a second, 16 MiB at once.</summary>
    [ValidateObjectMembers]
    public RateLimit UserBytes { get; set; } = new() { PerSecond = 2 << 20, Burst = 16 << 20 };

    /// <summary>
    /// CONNECT frames from one address: one of IPv4, or the /64 network that one subscriber of IPv6 has. Defaults to 20 a second, 500 at once.
    /// Behind a proxy use the forwarded-headers middleware, or all clients have the proxy's address.
    /// </summary>
    [ValidateObjectMembers]
    public RateLimit ConnectsPerAddress { get; set; } = new() { PerSecond = 20, Burst = 500 };
}
