using ChatServer.Presence;
using Microsoft.Extensions.Options;
using Stomp.Server;

namespace ChatServer.Rooms;

/// <summary>What a chat message may hold. What breaks a rule is refused, and its sender told which.</summary>
public sealed class ChatRules(IOptions<ChatOptions> options, Rosters rosters)
{
    private const string NotInRoomIds = "/*?{}";

    private readonly ChatOptions _options = options.Value;

    /// <summary>The message, its type filled in.</summary>
    /// <exception cref="MessageRejectedException">A rule is broken.</exception>
    public ChatMessage Check(ChatMessage message, MessageType type)
    {
        ArgumentNullException.ThrowIfNull(message);
        if ((message.Type ?? type) != type)
            throw new MessageRejectedException($"type: expected {type} here, got {message.Type}.", "urn:chat:type");
        CheckRoomId(message.RoomId);
        CheckSender(message.Sender);
        CheckText(message.Message);
        return message with { Type = type };
    }

    /// <summary>The rooms of a session.</summary>
    public SessionRooms RoomsOf(IStompSession session) => SessionRooms.Of(session) ?? SessionRooms.Add(session, rosters, _options.MaxRoomsPerSession);

    /// <exception cref="MessageRejectedException">It can be no room's id.</exception>
    public void CheckRoomId(string? roomId)
    {
        CheckName("roomId", roomId, _options.MaxRoomIdLength, "urn:chat:room-id");
        if (roomId.AsSpan().ContainsAny(NotInRoomIds))
            throw new MessageRejectedException($"roomId: none of the characters {NotInRoomIds} may stand in it.", "urn:chat:room-id");
    }

    /// <summary>What is said of a member that has to be there.</summary>
    internal static MessageRejectedException Missing(string member) => new($"{member}: is missing.");

    /// <summary>The session's visit to a room that it has to be in, under this name.</summary>
    /// <exception cref="MessageRejectedException">It is not there, or under another name.</exception>
    internal Visit VisitOf(IStompSession session, string? roomId, string? name)
    {
        CheckRoomId(roomId);
        if (SessionRooms.Of(session)?.VisitIn(roomId!) is not { } visit)
            throw new MessageRejectedException("roomId: this session is not in this room.", "urn:chat:not-joined");
        return visit.Name == name
            ? visit
            : throw new MessageRejectedException($"sender: this session is '{visit.Name}' in this room.", "urn:chat:not-your-name");
    }

    /// <summary>A text that somebody has to have written.</summary>
    internal void CheckSaid(string? text)
    {
        if (string.IsNullOrEmpty(text)) throw new MessageRejectedException("message: is missing or empty.", "urn:chat:message");
        CheckText(text);
    }

    internal void CheckTitle(string? title) => CheckName("title", title, _options.MaxTitleLength, "urn:chat:title");

    internal void CheckSender(string? name, string member = "sender") => CheckName(member, name, _options.MaxSenderLength, "urn:chat:sender");

    private static void CheckName(string member, string? value, int longest, string problem)
    {
        if (string.IsNullOrWhiteSpace(value)) throw new MessageRejectedException($"{member}: is missing or empty.", problem);
        if (value.Length > longest) throw new MessageRejectedException($"{member}: at most {longest} characters, got {value.Length}.", problem);
        if (char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1]))
            throw new MessageRejectedException($"{member}: must not begin or end with a space.", problem);
        if (value.Any(char.IsControl)) throw new MessageRejectedException($"{member}: must not hold control characters.", problem);
    }

    private void CheckText(string? text)
    {
        if (text is null) return;
        if (text.Length > _options.MaxMessageLength)
            throw new MessageRejectedException($"message: at most {_options.MaxMessageLength} characters, got {text.Length}.", "urn:chat:message");
        if (text.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t')))
            throw new MessageRejectedException("message: must not hold control characters but tabs and line ends.", "urn:chat:message");
    }
}
