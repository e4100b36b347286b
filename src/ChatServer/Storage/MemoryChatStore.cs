using System.Collections.Concurrent;
using ChatServer.Presence;

namespace ChatServer.Storage;

/// <summary>Keeps it for as long as the process lives.</summary>
internal sealed class MemoryChatStore : IChatStore
{
    /// <summary>Names per room; as many of those who left as anybody is shown, and some more.</summary>
    private const int MostSeen = 1000;

    private readonly ConcurrentDictionary<string, Visit> _visits = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Dictionary<string, SeenMember>> _seen = new(StringComparer.Ordinal);

    public ValueTask AddVisitAsync(Visit visit)
    {
        _visits[visit.Id] = visit;
        See(visit, visit.Since);
        return default;
    }

    public ValueTask RemoveVisitAsync(string visitId, DateTimeOffset at)
    {
        if (_visits.TryRemove(visitId, out var visit)) See(visit, at);
        return default;
    }

    public ValueTask<IReadOnlyList<Visit>> ReadLeftVisitsAsync(CancellationToken cancellationToken) => new([]);

    public ValueTask<IReadOnlyList<SeenMember>> ReadSeenAsync(string roomId, int most, CancellationToken cancellationToken)
    {
        if (!_seen.TryGetValue(roomId, out var names)) return new([]);
        lock (names) return new([.. names.Values.OrderByDescending(member => member.At).ThenBy(member => member.Name, StringComparer.Ordinal).Take(most)]);
    }

    private void See(Visit visit, DateTimeOffset at)
    {
        var names = _seen.GetOrAdd(visit.RoomId, static _ => new(StringComparer.Ordinal));
        lock (names)
        {
            names[visit.Name] = new(visit.Name, visit.User, at);
            if (names.Count > MostSeen) names.Remove(names.MinBy(entry => entry.Value.At).Key);
        }
    }
}
