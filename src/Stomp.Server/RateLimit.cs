using System.ComponentModel.DataAnnotations;

namespace Stomp.Server;

/// <summary>How often something may happen: a bucket that starts full and is filled again evenly.</summary>
public sealed class RateLimit
{
    /// <summary>How many in a second, in the long run; 0 for no limit.</summary>
    [Range(0, 1_000_000_000)]
    public int PerSecond { get; set; }

    /// <summary>How many at once, after a time of quiet.</summary>
    [Range(1, 1_000_000_000)]
    public int Burst { get; set; } = 1;
}
