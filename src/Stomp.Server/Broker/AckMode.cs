namespace Stomp.Server.Broker;

/// <summary>How a subscription acknowledges (STOMP 1.2, "SUBSCRIBE ack Header").</summary>
internal enum AckMode
{
    /// <summary>Not at all: what was sent is taken as received.</summary>
    Auto,

    /// <summary>Each acknowledgement covers all messages before it, too.</summary>
    Client,

    /// <summary>Each message by itself.</summary>
    ClientIndividual,
}
