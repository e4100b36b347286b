using System.Text.Json;
using ChatServer.Rooms;
using Stomp.Server;

namespace ChatServer.Storage.Search;

/// <summary>What the log has of rooms.</summary>
internal static class RoomLog
{
    /// <summary>What the destinations of rooms begin with.</summary>
    public const string Prefix = "/topic/public/";

    /// <summary>What somebody said.</summary>
    /// <returns>The message; null when it is not a TALK, or nothing of the chat's at all.</returns>
    public static ChatMessage? ReadTalk(LoggedMessage message)
    {
        try
        {
            var read = JsonSerializer.Deserialize(message.Body.Span, ChatJson.Default.ChatMessage);
            return read is { Type: MessageType.TALK, Message: not null, Sender: not null } ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
