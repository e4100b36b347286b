using Stomp.Server;

namespace ChatServer.Rooms;

/// <summary>Says LEAVE to each room of a session that ended, however it ended.</summary>
internal sealed class RoomPresence(IMessageTemplate template) : IStompSessionListener
{
    public async ValueTask OnDisconnectedAsync(IStompSession session, DisconnectReason reason)
    {
        if (SessionRooms.Of(session) is not { } rooms) return;
        foreach (var (roomId, name) in rooms.Joined)
            await template.SendAsync($"/topic/public/{roomId}", new ChatMessage(roomId, MessageType.LEAVE, name));
    }
}
