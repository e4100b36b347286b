namespace Stomp.Server.Security;

/// <summary>What the rules say of a frame that they do not refuse.</summary>
internal enum Access
{
    /// <summary>Nothing: what is open by default is open, what is closed stays closed.</summary>
    ByDefault,

    /// <summary>A rule for its kind and destination admits it, past what is closed by default.</summary>
    Opened,

    /// <summary>The rule also names other users' destinations.</summary>
    OpenedForOthers,
}
