namespace ChatServer.Storage.Sqlite;

/// <summary>Where a message lies: its destination's id and its offset in one number, the row's key.</summary>
internal static class LogPlace
{
    private const int OffsetBits = 40;

    /// <summary>The greatest offset, a million millions.</summary>
    public const long MaxOffset = (1L << OffsetBits) - 1;

    public static long Of(long destination, long offset) => (destination << OffsetBits) | Math.Clamp(offset, 0, MaxOffset);

    public static long OffsetOf(long place) => place & MaxOffset;
}
