using System.ComponentModel.DataAnnotations;

namespace ChatServer;

/// <summary>Who is remembered of those who were in a room: the section "Chat:Retention:Seen". What is over is let go of once an hour.</summary>
public sealed class SeenLimits
{
    /// <summary>Most names of a room; those who were there last stay. Defaults to 1,000: a list of members shows 100 that have left.</summary>
    [Range(1, 1_000_000)]
    public int MaxNames { get; set; } = 1000;

    /// <summary>How long a name is remembered. Defaults to 365 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "36500.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(365);
}
