using Microsoft.Extensions.Options;
using Stomp.Server;

namespace ChatServer;

/// <summary>How often clients may ask over HTTP: in the section "Chat:RateLimits".</summary>
public sealed class ChatRateLimits
{
    /// <summary>Whether the limits hold. Defaults to true; false for load generators.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Requests of one address, or one /64 of IPv6. Defaults to 50 in a second and 500 at once.</summary>
    [ValidateObjectMembers]
    public RateLimit RequestsPerAddress { get; set; } = new() { PerSecond = 50, Burst = 500 };
}
