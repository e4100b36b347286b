using ChatServer.Rooms;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>Who is in a room, and what they are doing.</summary>
[MessageController]
[MessageMapping("/chat")]
public sealed class PresenceController(ChatRules rules, Rosters rosters, RoomActivity activity, MemberList members)
{
    /// <summary>Tells the room that somebody writes, or has stopped.</summary>
    [MessageMapping("/typing")]
    public ValueTask Typing(TypingNotice notice, IStompSession session)
    {
        var isTyping = notice.Typing ?? throw ChatRules.Missing("typing");
        return activity.TellAsync(rules.VisitOf(session, notice.RoomId, notice.Sender), isTyping ? ActivityType.TYPING : ActivityType.STOPPED);
    }

    /// <summary>Notes that somebody is away, or back; the room is told when that holds for all windows under the name.</summary>
    [MessageMapping("/away")]
    public ValueTask Away(AwayNotice notice, IStompSession session)
    {
        var isAway = notice.Away ?? throw ChatRules.Missing("away");
        var visit = rules.VisitOf(session, notice.RoomId, notice.Sender);
        return rosters.Find(visit.RoomId)?.SetAway(visit, isAway) == true
            ? activity.TellAsync(visit, isAway ? ActivityType.AWAY : ActivityType.BACK)
            : default;
    }

    /// <summary>Who is in a room, and who has left it.</summary>
    [SubscribeMapping("/members/{roomId}")]
    public ValueTask<RoomMember[]> Members(string roomId, CancellationToken cancellationToken)
    {
        rules.CheckRoomId(roomId);
        return members.ReadAsync(roomId, cancellationToken);
    }
}
