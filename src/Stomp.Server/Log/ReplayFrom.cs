namespace Stomp.Server.Log;

/// <summary>Where a replay begins: RabbitMQ's words, and the last so many.</summary>
internal enum ReplayFrom
{
    /// <summary>With the oldest message that is kept.</summary>
    First,

    /// <summary>With the last message.</summary>
    Last,

    /// <summary>With the next message that is sent.</summary>
    Next,

    /// <summary>With the message of an offset.</summary>
    Offset,

    /// <summary>With the first message of a time or behind it.</summary>
    Timestamp,

    /// <summary>With the first of the last so many.</summary>
    History,
}
