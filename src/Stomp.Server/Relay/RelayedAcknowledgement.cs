using Stomp.Server.Sessions;

namespace Stomp.Server.Relay;

/// <summary>An ACK or NACK for the broker behind the relay.</summary>
/// <param name="queue">The subscription.</param>
/// <param name="messages">The messages, the one that was named last; none when they came by a connection that was lost.</param>
/// <param name="isAck">Whether they were consumed.</param>
/// <param name="requeue">Whether those that were not come back.</param>
internal sealed class RelayedAcknowledgement(UpstreamQueue queue, IReadOnlyList<HeldMessage> messages, bool isAck, bool requeue) : Acknowledgement
{
    public SessionUpstream Upstream => queue.Owner;

    public override async ValueTask ApplyAsync(bool isConfirmed)
    {
        if (queue.TryRelease(messages)) await queue.Owner.SendAsync(ToFrame(), isConfirmed);
    }

    public override void LeaveTransaction() => queue.LeaveTransaction(messages);

    /// <summary>Takes it into a transaction of the broker's.</summary>
    /// <exception cref="MessageRejectedException">Its messages will be delivered again.</exception>
    public StompFrame Join(string transaction)
    {
        if (!queue.TryRelease(messages))
            throw new MessageRejectedException("The broker was away meanwhile: what the transaction acknowledges is delivered again.", RelayFaults.UnavailableType);
        return ToFrame(transaction);
    }

    private StompFrame ToFrame(string? transaction = null)
    {
        var headers = new StompHeaders(4) { { StompHeaderNames.Id, messages[^1].BrokersId } };
        if (transaction is not null) headers.Add(StompHeaderNames.Transaction, transaction);
        if (!isAck && !requeue) headers.Add("requeue", "false");
        return new(isAck ? StompCommand.Ack : StompCommand.Nack, headers);
    }
}
