using Stomp.Server;

namespace ChatServer.Rooms;

/// <summary>
/// The rooms that a session is in or has spoken in, and its name in each: a name, once used, is the only one that the session
/// may speak under there.
/// </summary>
public sealed class SessionRooms
{
    private const string Attribute = "rooms";

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _joined = new(StringComparer.Ordinal);
    private readonly int _most;

    private SessionRooms(int most) => _most = most;

    /// <summary>The rooms that were joined and not left, with the name in each.</summary>
    public IEnumerable<(string RoomId, string Name)> Joined => _joined.Select(room => (room, _names[room]));

    /// <summary>The rooms of a session; null when it has none.</summary>
    public static SessionRooms? Of(IStompSession session) => session.Attributes.TryGetValue(Attribute, out var rooms) ? (SessionRooms?)rooms : null;

    /// <summary>Begins the list of a session's rooms.</summary>
    public static SessionRooms Add(IStompSession session, int most)
    {
        var rooms = new SessionRooms(most);
        session.Attributes[Attribute] = rooms;
        return rooms;
    }

    /// <summary>Is in the room from now on.</summary>
    public void Join(string roomId, string name)
    {
        SpeakAs(roomId, name);
        _joined.Add(roomId);
    }

    /// <summary>Takes the name for the room, or sees that it is the one taken before.</summary>
    public void SpeakAs(string roomId, string name)
    {
        if (!_names.TryGetValue(roomId, out var known))
        {
            if (_names.Count >= _most) throw new MessageRejectedException($"A session may speak in {_most} rooms.", "urn:chat:too-many-rooms");
            _names.Add(roomId, name);
        }
        else if (known != name)
        {
            throw new MessageRejectedException($"sender: this session is '{known}' in this room.", "urn:chat:not-your-name");
        }
    }

    /// <summary>Is no longer in the room.</summary>
    public void Leave(string roomId, string name)
    {
        if (!_joined.Contains(roomId)) throw new MessageRejectedException("roomId: this session is not in this room.", "urn:chat:not-joined");
        SpeakAs(roomId, name);
        _joined.Remove(roomId);
    }
}
