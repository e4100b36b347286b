using Stomp.Server;

namespace ChatServer.Rooms;

/// <summary>A piece of a destination's log.</summary>
/// <param name="Range">Which offsets there are.</param>
/// <param name="Messages">The messages, in their order.</param>
internal sealed record LogPage(LogRange Range, IReadOnlyList<LoggedMessage> Messages)
{
    /// <summary>Reads the newest messages, or those on one side of an offset, or around one.</summary>
    /// <param name="log">The log.</param>
    /// <param name="topic">The destination.</param>
    /// <param name="at">Where.</param>
    /// <param name="limit">Most messages.</param>
    /// <param name="maxBytes">Most bytes of bodies, beyond the first message: those that are farthest from where it was asked for are left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async ValueTask<LogPage> ReadAsync(IMessageLog log, string topic, LogPosition at, int limit, int maxBytes, CancellationToken cancellationToken)
    {
        var range = await log.GetRangeAsync(topic, cancellationToken);
        // Anything that a client may ask for, without an overflow.
        var start = at switch
        {
            { After: { } after } => Math.Clamp(after, 0, range.Next) + 1,
            { Around: { } around } => Math.Clamp(around, range.First, range.Next) - (limit / 2),
            { Before: { } before } => Math.Clamp(before, 0, range.Next) - limit,
            _ => range.Next - limit,
        };
        var end = at switch
        {
            { Before: { } before } => Math.Clamp(before, 0, range.Next),
            { After: null, Around: null } => range.Next,
            _ => start + limit,
        };
        start = Math.Max(start, range.First);
        if (end <= start) return new(range, []);
        var messages = await log.ReadAsync(topic, start, (int)Math.Min(limit, end - start), cancellationToken);
        return new(range, Trim(messages, maxBytes, keepsFirst: at.After is not null));
    }

    private static IReadOnlyList<LoggedMessage> Trim(IReadOnlyList<LoggedMessage> messages, int maxBytes, bool keepsFirst)
    {
        var (count, bytes) = (0, 0L);
        while (count < messages.Count)
        {
            bytes += messages[keepsFirst ? count : messages.Count - 1 - count].Body.Length;
            if (bytes > maxBytes && count > 0) break;
            count++;
        }

        return count == messages.Count ? messages : [.. keepsFirst ? messages.Take(count) : messages.TakeLast(count)];
    }
}
