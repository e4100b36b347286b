using System.Text.Json.Serialization;

namespace ChatServer.Presence;

/// <summary>A name in a room, as clients see it.</summary>
/// <param name="Id">Who it is: <c>u-…</c> a user, <c>s-…</c> an anonymous session; null when that has ended.</param>
/// <param name="Name">The name.</param>
/// <param name="State">Whether it is there.</param>
/// <param name="Windows">Sessions that are there under it.</param>
/// <param name="Since">Since when it is there, milliseconds since 1970.</param>
/// <param name="LastSeen">When it left, milliseconds since 1970.</param>
public sealed record RoomMember(string? Id, string Name, MemberState State, int Windows,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Since = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? LastSeen = null);
