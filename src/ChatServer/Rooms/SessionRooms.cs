using ChatServer.Identity;
using ChatServer.Presence;
using Stomp.Server;

namespace ChatServer.Rooms;

/// <summary>
/// The rooms that a session is in or has spoken in, and its name in each: a name, once used, is the only one that the session
/// may speak under there.
/// </summary>
public sealed class SessionRooms
{
    private const string Attribute = "rooms";

    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly IStompSession _session;
    private readonly Rosters _rosters;
    private readonly int _most;

    private SessionRooms(IStompSession session, Rosters rosters, int most)
    {
        _session = session;
        _rosters = rosters;
        _most = most;
    }

    /// <summary>The visits that have not ended.</summary>
    internal IEnumerable<Visit> Visits => _places.Values.Where(place => place.Visit is not null).Select(place => place.Visit!);

    /// <summary>The rooms of a session; null when it has none.</summary>
    public static SessionRooms? Of(IStompSession session) => session.Attributes.TryGetValue(Attribute, out var rooms) ? (SessionRooms?)rooms : null;

    /// <summary>Begins the list of a session's rooms.</summary>
    public static SessionRooms Add(IStompSession session, Rosters rosters, int most)
    {
        var rooms = new SessionRooms(session, rosters, most);
        session.Attributes[Attribute] = rooms;
        return rooms;
    }

    /// <summary>Takes the name for the room, or sees that it is the one taken before. Who is not in the room may not use a name of somebody who is.</summary>
    /// <exception cref="MessageRejectedException">The name is not the session's.</exception>
    public void SpeakAs(string roomId, string name)
    {
        var isKnown = _places.TryGetValue(roomId, out var place);
        if (isKnown && place.Name != name)
            throw new MessageRejectedException($"sender: this session is '{place.Name}' in this room.", "urn:chat:not-your-name");
        if (place.Visit is not null) return;
        _rosters.CheckName(roomId, name, MemberIds.UserOf(_session));
        if (isKnown) return;
        if (_places.Count >= _most) throw new MessageRejectedException($"A session may speak in {_most} rooms.", "urn:chat:too-many-rooms");
        _places.Add(roomId, new(name, null));
    }

    /// <summary>The session's visit to a room; null when it is not there.</summary>
    internal Visit? VisitIn(string roomId) => _places.TryGetValue(roomId, out var place) ? place.Visit : null;

    /// <summary>Is in the room from now on.</summary>
    internal void Enter(Visit visit) => _places[visit.RoomId] = new(visit.Name, visit);

    /// <summary>Is no longer in the room.</summary>
    internal void Leave(Visit visit) => _places[visit.RoomId] = new(visit.Name, null);

    /// <param name="Name">The session's name in the room.</param>
    /// <param name="Visit">Its visit; null when it only speaks there.</param>
    private readonly record struct Place(string Name, Visit? Visit);
}
