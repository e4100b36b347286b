namespace Stomp.Server.Controllers;

/// <summary>Whom a result goes to.</summary>
internal enum ReplyAudience
{
    /// <summary>Everybody subscribed.</summary>
    All,

    /// <summary>The sessions of the sender's user.</summary>
    User,

    /// <summary>The sending session.</summary>
    Session,
}
