namespace ChatServer.Api;

/// <summary>A message that was found.</summary>
/// <param name="RoomId">Its room.</param>
/// <param name="Offset">Its place there.</param>
/// <param name="Timestamp">When it was said, milliseconds since 1970.</param>
/// <param name="Sender">Who said it.</param>
/// <param name="Message">The text.</param>
public sealed record FoundMessage(string RoomId, long Offset, long Timestamp, string Sender, string Message);
