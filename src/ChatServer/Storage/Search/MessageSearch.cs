using Stomp.Server;

namespace ChatServer.Storage.Search;

/// <summary>Searches rooms: what an index proposes is read and looked at, so that nothing is found that is not there.</summary>
/// <param name="store">The log's store.</param>
/// <param name="candidates">Proposes messages.</param>
internal sealed class MessageSearch(IMessageLogStore store, ISearchCandidates candidates) : IMessageSearch
{
    /// <summary>Hits are counted up to here.</summary>
    public const int MostCounted = 1000;

    // Some 30 KB of bodies at once.
    private const int PageSize = 200;

    public async ValueTask<SearchResult> SearchAsync(IReadOnlyList<string> roomIds, string query, long? beforeOffset, DateTimeOffset? before, int limit,
        CancellationToken cancellationToken = default)
    {
        var search = new SearchQuery(query);
        if (search.Words.Count == 0 || limit < 1) return new([], 0, false);
        var found = new List<SearchHit>();
        foreach (var roomId in roomIds.Distinct(StringComparer.Ordinal))
        {
            var end = beforeOffset ?? long.MaxValue;
            if (before is { } time) end = Math.Min(end, await store.FindAsync(RoomLog.Prefix + roomId, time, cancellationToken));
            await AddAsync(found, roomId, search, end, cancellationToken);
        }

        SearchHit[] sorted = [.. found.OrderByDescending(hit => hit.Timestamp).ThenBy(hit => hit.RoomId, StringComparer.Ordinal).ThenByDescending(hit => hit.Offset)];
        var count = Math.Min(limit, sorted.Length);
        // The next page begins by a time: what has the same one belongs to this page.
        if (roomIds.Count > 1) while (count < sorted.Length && sorted[count].Timestamp == sorted[count - 1].Timestamp) count++;
        return new(sorted[..count], Math.Min(sorted.Length, MostCounted), count < sorted.Length);
    }

    private async ValueTask AddAsync(List<SearchHit> found, string roomId, SearchQuery query, long beforeOffset, CancellationToken cancellationToken)
    {
        var most = found.Count + MostCounted + 1;
        while (true)
        {
            var page = await candidates.FindAsync(RoomLog.Prefix + roomId, query, beforeOffset, PageSize, cancellationToken);
            foreach (var message in page)
            {
                beforeOffset = message.Offset;
                if (RoomLog.ReadTalk(message) is not { } talk || !query.Matches(talk.Message!)) continue;
                found.Add(new(roomId, message.Offset, message.Timestamp, talk.Sender, talk.Message!));
                if (found.Count == most) return;
            }

            if (page.Count == 0) return;
        }
    }
}
