namespace ChatServer.Storage.Search;

/// <summary>A message that was found.</summary>
/// <param name="RoomId">Its room.</param>
/// <param name="Offset">Its offset there.</param>
/// <param name="Timestamp">When it was sent.</param>
/// <param name="Sender">Who said it.</param>
/// <param name="Message">Its text.</param>
internal sealed record SearchHit(string RoomId, long Offset, DateTimeOffset Timestamp, string Sender, string Message);
