namespace Stomp.Server.Log;

/// <summary>What a replay does next.</summary>
internal enum ReplayStep
{
    /// <summary>Nothing: its subscription has joined the topic.</summary>
    Joined,

    /// <summary>Nothing: its subscription has ended.</summary>
    Over,

    /// <summary>It asks the topic again, or waits for room and asks then.</summary>
    AskAgain,

    /// <summary>It reads from the log.</summary>
    Read,
}
