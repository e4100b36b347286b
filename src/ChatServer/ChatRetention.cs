using Microsoft.Extensions.Options;

namespace ChatServer;

/// <summary>How much of what was said is kept: the section "Chat:Retention".</summary>
public sealed class ChatRetention
{
    /// <summary>Of each room.</summary>
    [ValidateObjectMembers]
    public RetentionLimits Rooms { get; set; } = new();

    /// <summary>Of each private conversation.</summary>
    [ValidateObjectMembers]
    public RetentionLimits Private { get; set; } = new();

    /// <summary>Of who was in each room.</summary>
    [ValidateObjectMembers]
    public SeenLimits Seen { get; set; } = new();
}
