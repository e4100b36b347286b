using System.Text.Json.Serialization;
using ChatServer.Presence;
using ChatServer.Private;

namespace ChatServer.Rooms;

/// <summary>How chat messages become JSON, made when the program is built.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(AwayNotice))]
[JsonSerializable(typeof(ConversationSummary[]))]
[JsonSerializable(typeof(PrivateMessage))]
[JsonSerializable(typeof(PrivatePage))]
[JsonSerializable(typeof(PrivateText))]
[JsonSerializable(typeof(RoomMember[]))]
[JsonSerializable(typeof(TypingNotice))]
internal sealed partial class ChatJson : JsonSerializerContext;
