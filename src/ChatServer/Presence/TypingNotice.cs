namespace ChatServer.Presence;

/// <summary>What a client says of its keyboard.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Sender">Its name there.</param>
/// <param name="Typing">Whether it writes.</param>
public sealed record TypingNotice(string RoomId, string Sender, bool? Typing);
