namespace Stomp.Server;

/// <summary>How a client is told that its message or subscription was refused.</summary>
public enum RefusalReply
{
    /// <summary>
    /// By problem details on its <c>/user/queue/errors</c>, and the session goes on; by an ERROR, which ends it, if it is not subscribed there. The
    /// default.
    /// </summary>
    MessageElseError,

    /// <summary>By an ERROR, which ends the session, as STOMP 1.2, "ERROR" has it.</summary>
    Error,
}
