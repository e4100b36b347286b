using System.Text.Json.Serialization;
using ChatServer.Presence;

namespace ChatServer.Rooms;

/// <summary>How chat messages become JSON, made when the program is built.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(AwayNotice))]
[JsonSerializable(typeof(RoomMember[]))]
[JsonSerializable(typeof(TypingNotice))]
internal sealed partial class ChatJson : JsonSerializerContext;
