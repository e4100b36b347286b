using System.Collections.Concurrent;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>The rosters of all rooms that somebody is in. One comes to be with who comes first, and goes with who goes last.</summary>
public sealed class Rosters
{
    private readonly ConcurrentDictionary<string, RoomRoster> _rooms = new(StringComparer.Ordinal);

    /// <summary>Sees that a name is nobody else's in the room at this moment. Takes no lock: those who speak without having come in ask for each message.</summary>
    /// <exception cref="MessageRejectedException">It is.</exception>
    public void CheckName(string roomId, string name, string? user)
    {
        if (_rooms.TryGetValue(roomId, out var roster)) roster.CheckName(name, user);
    }

    internal RoomRoster? Find(string roomId) => _rooms.GetValueOrDefault(roomId);

    internal Arrival Enter(Visit visit, Func<Headcount, ValueTask> say)
    {
        while (true)
        {
            var roster = _rooms.GetOrAdd(visit.RoomId, static id => new(id));
            try
            {
                if (roster.Enter(visit, say) is { } arrival) return arrival;
            }
            finally
            {
                LetGo(roster);
            }
        }
    }

    internal void Restore(Visit visit)
    {
        while (true)
        {
            var roster = _rooms.GetOrAdd(visit.RoomId, static id => new(id));
            if (roster.Restore(visit) || roster.Members > 0) return;
            LetGo(roster);
        }
    }

    /// <summary>Drops a roster that nobody is on any more.</summary>
    internal void LetGo(RoomRoster roster)
    {
        if (roster.TryClose()) _rooms.TryRemove(new(roster.RoomId, roster));
    }
}
