namespace Stomp.Server.Relay;

/// <summary>A message that is with a client and not acknowledged yet.</summary>
/// <param name="queue">The subscription that it came by.</param>
/// <param name="tag">Its number there.</param>
/// <param name="messageId">Its <c>message-id</c>, as the client knows it.</param>
/// <param name="brokersId">What the broker calls it in an ACK.</param>
internal sealed class HeldMessage(UpstreamQueue queue, long tag, string messageId, string brokersId)
{
    public UpstreamQueue Queue { get; } = queue;

    public long Tag { get; } = tag;

    public string MessageId { get; } = messageId;

    public string BrokersId { get; } = brokersId;

    /// <summary>Whether an open transaction has acknowledged it: nothing else may. Guarded by its queue.</summary>
    public bool IsInTransaction { get; set; }
}
