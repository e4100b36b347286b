namespace ChatServer.Api;

/// <summary>A room, as the list of rooms shows it.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Title">What it is called; its id when nobody gave it a title.</param>
/// <param name="CreatedBy">The name of who created it; null for one that was only ever talked in.</param>
/// <param name="CreatedAt">When that was, milliseconds since 1970.</param>
/// <param name="Members">Names that are there or were.</param>
/// <param name="Online">Names that are there.</param>
/// <param name="LastActivity">When something was said there last, milliseconds since 1970.</param>
/// <param name="Last">What that was, a long text cut to 500 characters; null when nothing is kept.</param>
public sealed record Room(string RoomId, string Title, string? CreatedBy, long? CreatedAt, int Members, int Online, long? LastActivity, LastMessage? Last);
