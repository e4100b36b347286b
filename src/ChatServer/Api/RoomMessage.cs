using ChatServer.Rooms;

namespace ChatServer.Api;

/// <summary>A message of a room as it is kept.</summary>
/// <param name="Offset">Its place in the room.</param>
/// <param name="Timestamp">When it was said, milliseconds since 1970.</param>
/// <param name="Type">What it is.</param>
/// <param name="Sender">Who said it.</param>
/// <param name="Message">The text.</param>
/// <param name="Key">The <c>idempotency-key</c> of the SEND it came from; null when that had none.</param>
public sealed record RoomMessage(long Offset, long Timestamp, MessageType Type, string Sender, string? Message, string? Key);
