namespace ChatServer.Presence;

/// <summary>Somebody went out of a room.</summary>
/// <param name="Said">Done when the room has been told.</param>
/// <param name="IsAwayNow">Whether the windows that are left under the name are all away, and were not before.</param>
internal readonly record struct Departure(ValueTask Said, bool IsAwayNow);
