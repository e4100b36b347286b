using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>Which visits the end of a room's log says LEAVE of.</summary>
internal static class LeaveTail
{
    /// <summary>A row goes right behind its LEAVE, within the commit that follows; what comes between are the messages of a moment.</summary>
    private const int MostMessages = 2000;

    private const int PageMessages = 200;

    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    public static async Task<HashSet<string>> ReadAsync(IMessageLog log, string topic, CancellationToken cancellationToken)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        var range = await log.GetRangeAsync(topic, cancellationToken);
        DateTimeOffset? last = null;
        for (var end = range.Next; end > range.First && end > range.Next - MostMessages; end -= PageMessages)
        {
            var start = Math.Max(range.First, end - PageMessages);
            var page = await log.ReadAsync(topic, start, (int)(end - start), cancellationToken);
            foreach (var message in page)
            {
                if (message.Headers?[VisitHeaders.Left] is { } visit) said.Add(visit);
            }

            if (page.Count == 0) break;
            last ??= page[^1].Timestamp;
            if (page[0].Timestamp < last - Moment) break;
        }

        return said;
    }
}
