using System.Text.Json.Serialization;

namespace ChatServer.Presence;

/// <summary>How somebody is in a room.</summary>
public enum MemberState
{
    /// <summary>There.</summary>
    [JsonStringEnumMemberName("online")]
    Online,

    /// <summary>There, and away in every window.</summary>
    [JsonStringEnumMemberName("away")]
    Away,

    /// <summary>Was there and has left.</summary>
    [JsonStringEnumMemberName("offline")]
    Offline,
}
