namespace ChatServer.Storage;

/// <summary>A room as it is kept.</summary>
/// <param name="Id">The room.</param>
/// <param name="Titled">What it was created with; null for one that was only ever talked in.</param>
/// <param name="LastAt">When something was said there last; null when nothing was.</param>
/// <param name="LastOffset">The offset of that.</param>
/// <param name="Seen">How many names were there.</param>
public sealed record StoredRoom(string Id, TitledRoom? Titled, DateTimeOffset? LastAt, long LastOffset, int Seen);
