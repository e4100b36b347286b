namespace ChatServer.Presence;

/// <summary>A session's time in a room.</summary>
/// <param name="Id">Random; the LEAVE that ends it names it, so that it is said once even if the server dies while saying it.</param>
/// <param name="RoomId">The room.</param>
/// <param name="Name">The session's name there.</param>
/// <param name="MemberId">Who that is.</param>
/// <param name="User">The same for an identified user; null for an anonymous session.</param>
/// <param name="Since">When it began.</param>
public sealed record Visit(string Id, string RoomId, string Name, string MemberId, string? User, DateTimeOffset Since)
{
    /// <summary>Whether the window is open and its person elsewhere. Set under the roster's lock.</summary>
    public bool IsAway { get; set; }
}
