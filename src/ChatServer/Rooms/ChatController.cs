using Stomp.Server;

namespace ChatServer.Rooms;

/// <summary>What a client of the chat can do.</summary>
[MessageController]
[MessageMapping("/chat")]
public sealed class ChatController(IMessageTemplate template, ChatRules rules)
{
    /// <summary>Comes into a room. A session may be in several, under a name of its own in each.</summary>
    [MessageMapping("/addUser")]
    public ValueTask AddUser(ChatMessage chatMessage, IStompSession session)
    {
        var message = rules.Check(chatMessage, MessageType.JOIN);
        rules.RoomsOf(session).Join(message.RoomId, message.Sender);
        session.Attributes["username"] = message.Sender;
        session.Attributes["roomId"] = message.RoomId;
        return template.SendAsync($"/topic/public/{message.RoomId}", message);
    }

    /// <summary>Says something in a room.</summary>
    [MessageMapping("/sendMessage")]
    public ValueTask SendMessage(ChatMessage chatMessage, IStompSession session)
    {
        var message = rules.Check(chatMessage, MessageType.TALK);
        rules.RoomsOf(session).SpeakAs(message.RoomId, message.Sender);
        return template.SendAsync($"/topic/public/{message.RoomId}", message);
    }

    /// <summary>Leaves a room while the session goes on.</summary>
    [MessageMapping("/removeUser")]
    public ValueTask RemoveUser(ChatMessage chatMessage, IStompSession session)
    {
        var message = rules.Check(chatMessage, MessageType.LEAVE);
        rules.RoomsOf(session).Leave(message.RoomId, message.Sender);
        return template.SendAsync($"/topic/public/{message.RoomId}", message with { Message = null });
    }
}
