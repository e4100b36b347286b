using System.Collections.Concurrent;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>
/// Who is in a room. What is said of a coming or going is handed to the broker under the lock, so that the counts in the messages have
/// the messages' order; it is awaited outside.
/// </summary>
internal sealed class RoomRoster(string roomId)
{
    private readonly Lock _gate = new();
    // Read without the lock by those who speak; changed under it.
    private readonly ConcurrentDictionary<string, RosterEntry> _names = new(StringComparer.Ordinal);
    private bool _isClosed;

    public string RoomId { get; } = roomId;

    public int Members => _names.Count;

    /// <summary>Sees that the name is nobody else's at this moment.</summary>
    /// <exception cref="MessageRejectedException">It is.</exception>
    public void CheckName(string name, string? user)
    {
        if (_names.TryGetValue(name, out var entry) && entry.User != user)
            throw new MessageRejectedException($"sender: '{name}' is somebody else in this room now.", "urn:chat:name-taken");
    }

    /// <summary>Comes in, and says so.</summary>
    /// <returns>The saying; null when the roster is closed: another one has its room by now.</returns>
    /// <exception cref="MessageRejectedException">The name is somebody else's.</exception>
    public Arrival? Enter(Visit visit, Func<Headcount, ValueTask> say)
    {
        lock (_gate)
        {
            if (_isClosed) return null;
            CheckName(visit.Name, visit.User);
            var entry = _names.GetOrAdd(visit.Name, static (_, user) => new(user), visit.User);
            var isBack = entry.Windows > 0 && entry.IsAway && !visit.IsAway;
            entry.Add(visit);
            try
            {
                return new(say(new(_names.Count, entry.Windows)), isBack);
            }
            catch
            {
                Take(visit);
                throw;
            }
        }
    }

    /// <summary>Says again that somebody is there, who is so already.</summary>
    public ValueTask SayAgainAsync(Visit visit, Func<Headcount, ValueTask> say)
    {
        lock (_gate) return say(CountOf(visit.Name));
    }

    /// <summary>Goes out, and says so.</summary>
    public Departure Leave(Visit visit, Func<Headcount, ValueTask> say)
    {
        lock (_gate)
        {
            var wasAway = _names.TryGetValue(visit.Name, out var before) && before.IsAway;
            Take(visit);
            _names.TryGetValue(visit.Name, out var entry);
            return new(say(new(_names.Count, entry?.Windows ?? 0)), IsAwayNow: entry is { IsAway: true } && !wasAway);
        }
    }

    /// <summary>Goes out without a word: nobody was told of the coming.</summary>
    public void Withdraw(Visit visit)
    {
        lock (_gate) Take(visit);
    }

    /// <summary>Comes back without a word: nobody could be told of the going.</summary>
    public bool Restore(Visit visit)
    {
        lock (_gate)
        {
            if (_isClosed || (_names.TryGetValue(visit.Name, out var entry) && entry.User != visit.User)) return false;
            _names.GetOrAdd(visit.Name, static (_, user) => new(user), visit.User).Add(visit);
            return true;
        }
    }

    /// <summary>Notes whether somebody is away; true when that changes what the room sees.</summary>
    public bool SetAway(Visit visit, bool isAway)
    {
        lock (_gate)
        {
            if (!_names.TryGetValue(visit.Name, out var entry)) return false;
            var before = entry.IsAway;
            visit.IsAway = isAway;
            return entry.IsAway != before;
        }
    }

    /// <summary>Closes the roster if nobody is there.</summary>
    public bool TryClose()
    {
        lock (_gate) return _isClosed |= _names.IsEmpty;
    }

    /// <summary>Who is there, each name once, in the order of their coming.</summary>
    public RoomMember[] List(int most)
    {
        lock (_gate)
        {
            return [.. _names.Values.Select(ToMember).OrderBy(member => member.Since).ThenBy(member => member.Name, StringComparer.Ordinal).Take(most)];
        }
    }

    /// <summary>How many there are now.</summary>
    public Headcount CountOf(string name)
    {
        lock (_gate) return new(_names.Count, _names.TryGetValue(name, out var entry) ? entry.Windows : 0);
    }

    public bool IsHere(string name) => _names.ContainsKey(name);

    /// <summary>The name under which a member is there; null when it is not.</summary>
    public string? NameOf(string memberId)
    {
        lock (_gate)
        {
            foreach (var (name, entry) in _names)
            {
                if (entry.Holds(memberId)) return name;
            }

            return null;
        }
    }

    private static RoomMember ToMember(RosterEntry entry) => new(entry.First.MemberId, entry.First.Name,
        entry.IsAway ? MemberState.Away : MemberState.Online, entry.Windows, Since: entry.First.Since.ToUnixTimeMilliseconds());

    private void Take(Visit visit)
    {
        if (_names.TryGetValue(visit.Name, out var entry) && entry.Remove(visit) && entry.Windows == 0) _names.TryRemove(visit.Name, out _);
    }
}
