using ChatServer.Storage;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>Who is in a room by way of other servers that share the store: nobody, where there are none.</summary>
public sealed class OtherServers(IChatStore store, Rosters rosters)
{
    /// <summary>The visits of other servers in a room. Without the store it is as if there were none.</summary>
    public async ValueTask<IReadOnlyList<Visit>> VisitsInAsync(string roomId)
    {
        try
        {
            return await store.ReadVisitsElsewhereAsync(roomId, CancellationToken.None);
        }
        catch (MessageLogException)
        {
            return [];
        }
    }

    /// <summary>The same for a visit that is about to end. The others do not count it any more: the last of them to leave has the last word.</summary>
    public async ValueTask<IReadOnlyList<Visit>> VisitsBesideAsync(Visit ending)
    {
        try
        {
            await store.MarkVisitAsync(ending, isEnding: true);
        }
        catch (MessageLogException)
        {
            return [];
        }

        return await VisitsInAsync(ending.RoomId);
    }

    /// <summary>The name under which a member is in a room by way of another server; null when it is not.</summary>
    internal async ValueTask<string?> NameOfAsync(string roomId, string memberId) =>
        (await VisitsInAsync(roomId)).FirstOrDefault(visit => visit.MemberId == memberId)?.Name;

    /// <summary>Sees that a name is nobody else's on another server.</summary>
    /// <exception cref="MessageRejectedException">It is.</exception>
    internal static void CheckName(Visit visit, IReadOnlyList<Visit> elsewhere)
    {
        foreach (var other in elsewhere)
        {
            if (other.Name == visit.Name && other.User != visit.User)
                throw new MessageRejectedException($"sender: '{visit.Name}' is somebody else in this room now.", "urn:chat:name-taken");
        }
    }

    /// <summary>How many there are on all servers.</summary>
    /// <param name="visit">Whose windows are counted, and in which room.</param>
    /// <param name="elsewhere">The visits of other servers there.</param>
    internal Headcount Count(Visit visit, IReadOnlyList<Visit> elsewhere) =>
        Add(rosters.Find(visit.RoomId)?.CountOf(visit.Name) ?? default, visit, elsewhere);

    /// <summary>The same with this server's own count.</summary>
    internal Headcount Add(Headcount here, Visit visit, IReadOnlyList<Visit> elsewhere)
    {
        if (elsewhere.Count == 0) return here;
        var roster = rosters.Find(visit.RoomId);
        var isHere = here.Windows > 0;
        var names = elsewhere.Select(other => other.Name).Distinct(StringComparer.Ordinal).Count(name => name == visit.Name ? !isHere : roster?.IsHere(name) != true);
        return new(here.Members + names, here.Windows + elsewhere.Count(other => other.Name == visit.Name));
    }
}
