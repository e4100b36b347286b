using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>Tells a room what is not worth keeping: who writes, who is away.</summary>
public sealed class RoomActivity(IMessageTemplate template)
{
    /// <summary>Tells the room of a visit.</summary>
    public ValueTask TellAsync(Visit visit, ActivityType type) =>
        template.SendAsync($"/topic/activity/{visit.RoomId}", new Activity(visit.RoomId, type, visit.Name));
}
