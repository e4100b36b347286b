using System.Text.Json.Serialization;
using ChatServer.Api;
using ChatServer.Presence;
using ChatServer.Private;

namespace ChatServer.Rooms;

/// <summary>How chat messages become JSON, made when the program is built.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(AwayNotice))]
[JsonSerializable(typeof(ConversationSummary[]))]
[JsonSerializable(typeof(FoundMessages))]
[JsonSerializable(typeof(NewRoom))]
[JsonSerializable(typeof(PrivateMessage))]
[JsonSerializable(typeof(PrivatePage))]
[JsonSerializable(typeof(PrivateText))]
[JsonSerializable(typeof(RoomList))]
[JsonSerializable(typeof(RoomMember[]))]
[JsonSerializable(typeof(RoomPage))]
[JsonSerializable(typeof(TypingNotice))]
internal sealed partial class ChatJson : JsonSerializerContext;
