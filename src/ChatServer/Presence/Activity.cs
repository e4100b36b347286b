namespace ChatServer.Presence;

/// <summary>What somebody in a room is doing, as the room is told.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Type">What.</param>
/// <param name="Sender">Who.</param>
public sealed record Activity(string RoomId, ActivityType Type, string Sender);
