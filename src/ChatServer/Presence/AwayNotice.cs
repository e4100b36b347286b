namespace ChatServer.Presence;

/// <summary>What a client says of its person.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Sender">Its name there.</param>
/// <param name="Away">Whether the person is elsewhere.</param>
public sealed record AwayNotice(string RoomId, string Sender, bool? Away);
