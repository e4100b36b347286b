namespace Stomp.Server.Log;

/// <summary>What the log says of a message that it keeps.</summary>
/// <param name="Offset">Its offset at its destination.</param>
/// <param name="Timestamp">When the log took it, in milliseconds since 1970.</param>
/// <param name="Epoch">The log's epoch.</param>
/// <param name="MessageId">Its id, which it keeps in every replay.</param>
internal sealed record LogStamp(long Offset, long Timestamp, string Epoch, string MessageId)
{
    /// <summary>Whether it was kept without being sent to anybody.</summary>
    public bool IsKeptOnly { get; init; }

    /// <summary>On the first message of a subscription that asked for what was: whether that was there. Null on all others.</summary>
    public bool? Recovered { get; init; }
}
