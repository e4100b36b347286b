namespace ChatServer.Private;

/// <summary>What a client says to one other member.</summary>
/// <param name="To">The member's id.</param>
/// <param name="Sender">The client's name in the room.</param>
/// <param name="Message">The text.</param>
/// <param name="RoomId">The room that both are in.</param>
public sealed record PrivateText(string To, string Sender, string Message, string RoomId);
