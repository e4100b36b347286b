namespace ChatServer.Storage;

/// <summary>A room that was created with a title.</summary>
/// <param name="Id">The room.</param>
/// <param name="Title">What it is called.</param>
/// <param name="CreatedBy">The name of who created it.</param>
/// <param name="CreatedAt">When.</param>
public sealed record TitledRoom(string Id, string Title, string CreatedBy, DateTimeOffset CreatedAt);
