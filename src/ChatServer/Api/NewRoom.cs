namespace ChatServer.Api;

/// <summary>A room to be created.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="CreatedBy">The name of who creates it.</param>
/// <param name="RoomId">Its id; a random one when it is left out.</param>
public sealed record NewRoom(string Title, string CreatedBy, string? RoomId = null);
