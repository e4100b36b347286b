namespace Stomp.Server.Sessions;

/// <summary>What became of a frame that was given to an outbox.</summary>
internal enum EnqueueOutcome
{
    /// <summary>It waits, or was dropped by the slow consumer's rule and counted.</summary>
    Taken,

    /// <summary>It waits, and more than half of what may wait does.</summary>
    Behind,

    /// <summary>The session ends: nothing is taken any more.</summary>
    Refused,
}
