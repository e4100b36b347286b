namespace ChatServer.Presence;

/// <summary>Who is in a room after somebody came or went.</summary>
/// <param name="Members">Names.</param>
/// <param name="Windows">Sessions under the name of who came or went.</param>
internal readonly record struct Headcount(int Members, int Windows);
