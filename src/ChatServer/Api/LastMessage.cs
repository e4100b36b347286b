using ChatServer.Rooms;

namespace ChatServer.Api;

/// <summary>The last message of a room.</summary>
/// <param name="Sender">Who said it.</param>
/// <param name="Message">The text, at most 500 characters of it.</param>
/// <param name="Type">What it is.</param>
/// <param name="Timestamp">When it was said, milliseconds since 1970.</param>
/// <param name="Offset">Its place in the room.</param>
public sealed record LastMessage(string Sender, string? Message, MessageType Type, long Timestamp, long Offset);
