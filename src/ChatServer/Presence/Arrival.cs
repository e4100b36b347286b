namespace ChatServer.Presence;

/// <summary>Somebody came into a room.</summary>
/// <param name="Said">Done when the room has been told.</param>
/// <param name="IsBack">Whether the name was away until now.</param>
internal readonly record struct Arrival(ValueTask Said, bool IsBack);
