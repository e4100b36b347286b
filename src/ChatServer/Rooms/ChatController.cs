using ChatServer.Presence;
using Stomp.Server;

namespace ChatServer.Rooms;

/// <summary>What a client of the chat can do in a room.</summary>
[MessageController]
[MessageMapping("/chat")]
public sealed class ChatController(IMessageTemplate template, ChatRules rules, RoomDoor door)
{
    /// <summary>Comes into a room. A session may be in several, under a name of its own in each.</summary>
    [MessageMapping("/addUser")]
    public ValueTask AddUser(ChatMessage chatMessage, IStompSession session)
    {
        var message = rules.Check(chatMessage, MessageType.JOIN);
        var rooms = rules.RoomsOf(session);
        rooms.SpeakAs(message.RoomId, message.Sender);
        session.Attributes["username"] = message.Sender;
        session.Attributes["roomId"] = message.RoomId;
        return door.EnterAsync(session, rooms, message);
    }

    /// <summary>Says something in a room.</summary>
    [MessageMapping("/sendMessage")]
    public ValueTask SendMessage(ChatMessage chatMessage, IStompSession session)
    {
        var message = rules.Check(chatMessage, MessageType.TALK);
        rules.RoomsOf(session).SpeakAs(message.RoomId, message.Sender);
        return template.SendAsync(RoomTopic.Of(message.RoomId), message);
    }

    /// <summary>Leaves a room while the session goes on.</summary>
    [MessageMapping("/removeUser")]
    public ValueTask RemoveUser(ChatMessage chatMessage, IStompSession session)
    {
        var message = rules.Check(chatMessage, MessageType.LEAVE);
        return door.LeaveAsync(rules.VisitOf(session, message.RoomId, message.Sender), rules.RoomsOf(session));
    }
}
