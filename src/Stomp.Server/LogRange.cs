namespace Stomp.Server;

/// <summary>Which offsets of a destination the log has.</summary>
/// <param name="First">The oldest one that is kept; the same as <paramref name="Next"/> when none is.</param>
/// <param name="Next">The one that the next message gets.</param>
public readonly record struct LogRange(long First, long Next)
{
    /// <summary>The range of a destination that never had a message.</summary>
    public static LogRange Empty { get; } = new(1, 1);
}
