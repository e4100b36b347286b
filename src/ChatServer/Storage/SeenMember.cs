namespace ChatServer.Storage;

/// <summary>Somebody who was in a room.</summary>
/// <param name="Name">The name.</param>
/// <param name="MemberId">Who it was; null when that was an anonymous session.</param>
/// <param name="At">When last.</param>
public sealed record SeenMember(string Name, string? MemberId, DateTimeOffset At);
