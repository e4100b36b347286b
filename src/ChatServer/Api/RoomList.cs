namespace ChatServer.Api;

/// <summary>Rooms.</summary>
/// <param name="Rooms">The rooms, the last active first.</param>
public sealed record RoomList(IReadOnlyList<Room> Rooms);
