using ChatServer.Storage;

namespace ChatServer.Presence;

/// <summary>Who is in a room now, and who was.</summary>
public sealed class MemberList(Rosters rosters, OtherServers others, IChatStore store)
{
    /// <summary>Of both together at most 300 KB of JSON, whatever the names' script: it fits into a session's outbox.</summary>
    private const int MostHere = 1000;

    private const int MostGone = 100;

    /// <summary>Each name once: who is there in the order of their coming, then who has left, latest first.</summary>
    public async ValueTask<RoomMember[]> ReadAsync(string roomId, CancellationToken cancellationToken)
    {
        var here = Join(rosters.Find(roomId)?.List(MostHere) ?? [], await others.VisitsInAsync(roomId));
        // Those who are there were seen as well.
        var seen = await store.ReadSeenAsync(roomId, MostGone + here.Length, cancellationToken);
        var roster = rosters.Find(roomId);
        var gone = seen.Where(member => roster?.IsHere(member.Name) != true && !here.Any(one => one.Name == member.Name)).Take(MostGone)
            .Select(member => new RoomMember(member.MemberId, member.Name, MemberState.Offline, Windows: 0, LastSeen: member.At.ToUnixTimeMilliseconds()));
        return [.. here, .. gone];
    }

    // Who is away on another server is shown as there.
    private static RoomMember[] Join(RoomMember[] here, IReadOnlyList<Visit> elsewhere)
    {
        if (elsewhere.Count == 0) return here;
        var members = here.ToDictionary(member => member.Name, StringComparer.Ordinal);
        foreach (var visit in elsewhere)
        {
            var since = visit.Since.ToUnixTimeMilliseconds();
            members[visit.Name] = members.TryGetValue(visit.Name, out var known)
                ? known with { State = MemberState.Online, Windows = known.Windows + 1, Since = Math.Min(known.Since ?? since, since) }
                : new(visit.MemberId, visit.Name, MemberState.Online, Windows: 1, Since: since);
        }

        return [.. members.Values.OrderBy(member => member.Since).ThenBy(member => member.Name, StringComparer.Ordinal).Take(MostHere)];
    }
}
