namespace ChatServer.Presence;

/// <summary>What an <see cref="Activity"/> says; on the wire it is the name.</summary>
public enum ActivityType
{
    /// <summary>Somebody writes.</summary>
    TYPING,

    /// <summary>Somebody has stopped writing.</summary>
    STOPPED,

    /// <summary>Somebody is away in every window.</summary>
    AWAY,

    /// <summary>Somebody who was away is there again.</summary>
    BACK,
}
