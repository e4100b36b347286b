using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>Which visits a room's log says JOIN of: a row is written ahead of its JOIN, and a server may die in between.</summary>
internal static class JoinedVisits
{
    private const int PageMessages = 200;

    /// <summary>Clocks are set back a little now and then.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(1);

    /// <summary>How long behind its row a JOIN may be: the store and the log may each have to wait for a database that comes back.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <param name="store">The log.</param>
    /// <param name="topic">The room's.</param>
    /// <param name="visits">Visits of that room.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The ids of those whose JOIN is there, or was there and may have been let go of.</returns>
    public static async Task<HashSet<string>> FindAsync(IMessageLogStore store, string topic, IEnumerable<Visit> visits, CancellationToken cancellationToken)
    {
        var joined = new HashSet<string>(StringComparer.Ordinal);
        var range = await store.GetRangeAsync(topic, cancellationToken);
        var next = range.First;
        foreach (var visit in visits.OrderBy(visit => visit.Since))
        {
            if (joined.Contains(visit.Id)) continue;
            var start = await store.FindAsync(topic, visit.Since - ClockSlack, cancellationToken);
            if (start == range.First && range.First > 1) joined.Add(visit.Id);
            else next = await ReadAsync(store, topic, Math.Max(start, next), visit, joined, cancellationToken);
        }

        return joined;
    }

    /// <summary>Notes each JOIN on the way to the visit's, or to where it would have been.</summary>
    /// <returns>The first message that was not read.</returns>
    private static async Task<long> ReadAsync(IMessageLogStore store, string topic, long next, Visit visit, HashSet<string> joined, CancellationToken cancellationToken)
    {
        while (!joined.Contains(visit.Id))
        {
            var page = await store.ReadAsync(topic, next, PageMessages, int.MaxValue, cancellationToken);
            foreach (var message in page)
            {
                if (message.Headers?[VisitHeaders.Joined] is { } id) joined.Add(id);
            }

            if (page.Count == 0) break;
            next = page[^1].Offset + 1;
            if (page[^1].Timestamp > visit.Since + LongestWait) break;
        }

        return next;
    }
}
