using ChatServer.Identity;
using ChatServer.Private;
using ChatServer.Rooms;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>Says LEAVE to each room of a session that ended, however it ended.</summary>
internal sealed class RoomPresence(RoomDoor door, MemberIds ids, Conversations conversations) : IStompSessionListener
{
    public async ValueTask OnDisconnectedAsync(IStompSession session, DisconnectReason reason)
    {
        if (SessionRooms.Of(session) is { } rooms)
        {
            foreach (var visit in rooms.Visits) await door.LeaveForGoodAsync(visit);
        }

        if (ids.Forget(session) is { } member) conversations.End(member);
    }
}
