namespace Stomp.Client;

/// <summary>Who says that a message was consumed (STOMP 1.2, "SUBSCRIBE ack Header").</summary>
public enum StompAckMode
{
    /// <summary>Nobody: the server takes a message for consumed as soon as it has sent it.</summary>
    Auto,

    /// <summary>The client, and what it acknowledges stands for all messages of the subscription before it, too.</summary>
    Client,

    /// <summary>The client, each message by itself. Not in STOMP 1.0.</summary>
    ClientIndividual,
}
