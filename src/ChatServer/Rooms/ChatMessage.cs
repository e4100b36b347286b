namespace ChatServer.Rooms;

/// <summary>A message of a room, in its members' order on the wire.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Type">What it says; a client may leave it out, since the destination says it, too.</param>
/// <param name="Sender">The name of who says it.</param>
/// <param name="Message">The text, or null.</param>
public sealed record ChatMessage(string RoomId, MessageType? Type, string Sender, string? Message = null);
