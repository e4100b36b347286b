namespace Stomp;

/// <summary>The command of a frame, the first line on the wire (STOMP 1.2, "STOMP Frames").</summary>
public enum StompCommand
{
    /// <summary>Client: opens a session. The first frame a client sends.</summary>
    Connect,

    /// <summary>Client: the same as <see cref="Connect"/>, told apart from other protocols more easily (since 1.1).</summary>
    Stomp,

    /// <summary>Server: the session is open.</summary>
    Connected,

    /// <summary>Client: sends a message to a destination.</summary>
    Send,

    /// <summary>Client: asks for the messages of a destination.</summary>
    Subscribe,

    /// <summary>Client: ends a subscription.</summary>
    Unsubscribe,

    /// <summary>Client: a message was consumed.</summary>
    Ack,

    /// <summary>Client: a message was not consumed (since 1.1).</summary>
    Nack,

    /// <summary>Client: starts a transaction.</summary>
    Begin,

    /// <summary>Client: carries out a transaction.</summary>
    Commit,

    /// <summary>Client: gives up a transaction.</summary>
    Abort,

    /// <summary>Client: ends the session in good order.</summary>
    Disconnect,

    /// <summary>Server: a message for a subscription.</summary>
    Message,

    /// <summary>Server: a frame that asked for a receipt was handled.</summary>
    Receipt,

    /// <summary>Server: something went wrong; the connection is closed after it.</summary>
    Error,
}
