using Stomp.Server;

namespace ChatServer.Rooms;

/// <summary>Where to read in a log: at most one of the three; none is the end.</summary>
/// <param name="Before">The messages before this offset.</param>
/// <param name="After">The messages behind it.</param>
/// <param name="Around">The messages on both sides, and the one itself.</param>
internal readonly record struct LogPosition(long? Before, long? After, long? Around)
{
    /// <exception cref="MessageRejectedException">There are two.</exception>
    public void Check()
    {
        if ((Before is null ? 0 : 1) + (After is null ? 0 : 1) + (Around is null ? 0 : 1) > 1)
            throw new MessageRejectedException("before, after, around: expected at most one of them.");
    }
}
