using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Security;

namespace Stomp.Server.Sessions;

/// <summary>
/// BEGIN, COMMIT and ABORT (STOMP 1.2, the sections of these names), and what joins a transaction in between. All of it is done or nothing;
/// a session's end gives up what is open.
/// </summary>
internal sealed class TransactionHandler(MessageRouter router, IMessageBroker broker, AcknowledgementHandler acknowledgements, IOptions<StompOptions> options)
{
    private readonly StompOptions _options = options.Value;

    public void Begin(StompSession session, StompFrame frame)
    {
        var id = frame.RequireHeader(StompHeaderNames.Transaction, FrameRule.Of(frame));
        if (session.Transactions.Count >= _options.MaxTransactionsPerSession)
        {
            throw new StompProtocolException("BEGIN", null, $"a session may have {_options.MaxTransactionsPerSession} open transactions",
                nameof(StompOptions.MaxTransactionsPerSession));
        }

        if (!session.Transactions.TryAdd(id, new())) throw Fault(frame, "the session has a transaction of this id already");
    }

    /// <summary>Keeps a SEND for its COMMIT.</summary>
    public void Join(StompSession session, StompFrame send, Access access)
    {
        var transaction = Find(session, send);
        router.CheckSend(send, access);
        transaction.Bytes += send.Body.Length;
        var bytes = session.Transactions.Values.Sum(one => one.Bytes);
        if (bytes > _options.MaxTransactionBytes)
        {
            throw new StompProtocolException("SEND", null, $"the session's open transactions hold more than {_options.MaxTransactionBytes} bytes",
                nameof(StompOptions.MaxTransactionBytes));
        }

        transaction.Sends.Add(send.ToOwned());
    }

    /// <summary>Keeps an ACK or NACK for its COMMIT; until then its messages are nobody else's.</summary>
    public void JoinAcknowledgement(StompSession session, StompFrame frame)
    {
        var transaction = Find(session, frame);
        transaction.Acknowledgements.Add(acknowledgements.Find(session, frame, forTransaction: true));
    }

    /// <exception cref="MessageRejectedException">Something cannot be done: nothing was, and the transaction is over.</exception>
    public async ValueTask CommitAsync(StompSession session, StompFrame frame)
    {
        var transaction = Take(session, frame);
        try
        {
            // One that only acknowledges makes the room that others wait for.
            if (transaction.Sends.Count > 0) await router.WhenRoomAsync(session);
            var messages = transaction.Sends.Where(router.IsInTransaction).Select(send => router.MessageOf(session, send)).ToList();
            await broker.CommitAsync(session, messages, transaction.Acknowledgements, SendToControllersAsync);
        }
        catch
        {
            // Whatever it was, a refusal or the session's end.
            GiveUp(transaction);
            throw;
        }

        foreach (var send in transaction.Sends.Where(send => !router.IsForApplication(send) && !router.IsInTransaction(send))) await router.PublishAsync(session, send);

        // Controllers come first: they may refuse, the broker no longer can.
        async ValueTask SendToControllersAsync()
        {
            foreach (var send in transaction.Sends.Where(router.IsForApplication)) await router.SendCheckedAsync(session, send);
        }
    }

    public static void Abort(StompSession session, StompFrame frame) => GiveUp(Take(session, frame));

    private static void GiveUp(Transaction transaction)
    {
        foreach (var acknowledgement in transaction.Acknowledgements) acknowledgement.LeaveTransaction();
    }

    private Transaction Find(StompSession session, StompFrame frame)
    {
        var transaction = session.Transactions.GetValueOrDefault(frame.Headers[StompHeaderNames.Transaction]!)
            ?? throw Fault(frame, "the session has no open transaction of this id");
        if (transaction.Actions < _options.MaxActionsPerTransaction) return transaction;
        throw new StompProtocolException(frame.Command.ToWireName(), null, $"a transaction may hold {_options.MaxActionsPerTransaction} frames",
            nameof(StompOptions.MaxActionsPerTransaction));
    }

    private static Transaction Take(StompSession session, StompFrame frame)
    {
        var id = frame.RequireHeader(StompHeaderNames.Transaction, FrameRule.Of(frame));
        return session.Transactions.Remove(id, out var transaction) ? transaction : throw Fault(frame, "the session has no open transaction of this id");
    }

    private static StompProtocolException Fault(StompFrame frame, string fault) =>
        new(frame.Command.ToWireName(), StompHeaderNames.Transaction, fault, FrameRule.Of(frame));
}
