using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Log;
using Stomp.Server.Security;

namespace Stomp.Server.Sessions;

/// <summary>What each frame of a client does. Frames of one session come here one after the other.</summary>
internal sealed class FrameHandler(IMessageBroker broker, MessageRouter router, SubscriptionHandler subscriptions,
    AcknowledgementHandler acknowledgements, TransactionHandler transactions, ConnectHandshake handshake, ConnectAuthentication authentication,
    DestinationAuthorization authorization, SubscriptionReview review, Rejections rejections, RateLimits rates, LoggedFrames logged, IOptions<StompOptions> options)
{
    private const string ReceiptRule = "STOMP 1.2, RECEIPT";

    /// <summary>The broker that the sessions' subscriptions are held by.</summary>
    public IMessageBroker Broker { get; } = broker;

    /// <summary>Handles one frame and sends the receipt it asks for; a frame that breaks a rule ends the session with an ERROR.</summary>
    public ValueTask HandleAsync(StompSession session, StompFrame frame) =>
        logged.Concern(session, frame) ? HandleLoggedAsync(session, frame) : HandleAsync(session, frame, null);

    private async ValueTask HandleLoggedAsync(StompSession session, StompFrame frame)
    {
        var appends = logged.Begin(session, frame);
        try
        {
            await logged.WhenRoomAsync(session);
            FrameAppends.Current = appends;
            await HandleAsync(session, frame, appends);
        }
        finally
        {
            appends.GiveUp();
        }
    }

    private async ValueTask HandleAsync(StompSession session, StompFrame frame, FrameAppends? appends)
    {
        // CONNECT asks for no receipt: CONNECTED is the answer (STOMP 1.2, "Standard Headers").
        var isConnecting = !session.IsConnected;
        var receipt = isConnecting ? null : frame.Headers[StompHeaderNames.Receipt];
        try
        {
            if (rates.CountFrames) await rates.TakeFrameAsync(session);
            if (receipt is not null && !StompWriter.CanWrite(StompCommand.Receipt, StompHeaderNames.ReceiptId, receipt, session.Version))
                throw new StompProtocolException(frame.Command.ToWireName(), StompHeaderNames.Receipt, "the value cannot be written back", ReceiptRule);
            if (session.Endpoint.FiltersInbound) await FilterAsync(session, frame);
            else await AuthorizeAsync(session, frame);
        }
        catch (MessageRejectedException e) when (isConnecting)
        {
            session.Meter.Refuse(e.Type);
            session.Close(DisconnectReason.ConnectRefused, e.Message, ErrorFrames.Of(e.Message, session.Version));
            return;
        }
        catch (MessageRejectedException e)
        {
            rejections.Tell(session, frame, e);
            session.BeginDelivery();
            return;
        }
        catch (StompProtocolException e)
        {
            session.Refuse(e.Message, ErrorFrames.Of(e.Message, session.Version, receipt ?? e.ReceiptId));
            return;
        }

        // The receipt of DISCONNECT is the proof that everything before it was handled (STOMP 1.2, "DISCONNECT").
        if (frame.Command == StompCommand.Disconnect && session.Appends is { } all) await all.WhenNoneAsync(session.Closed);
        if (appends is not null) appends.Complete();
        else if (receipt is not null) session.Send(session.Starting?.Replay is { } replay ? Receipts.Of(receipt, replay) : Receipts.Of(receipt));
        session.BeginDelivery();
        if (frame.Command == StompCommand.Disconnect) session.Close(DisconnectReason.ClientDisconnect);
    }

    private async ValueTask FilterAsync(StompSession session, StompFrame frame)
    {
        var isConnecting = !session.IsConnected;
        await session.Endpoint.FilterInboundAsync(new StompContext(session, frame, passed => AuthorizeAsync(session, passed.Frame), session.Reply));
        // Nobody else will answer it.
        if (isConnecting && !session.IsConnected && !session.IsClosing) throw new MessageRejectedException("The connection was refused.");
    }

    // CONNECT is checked when it is known who the client is, and renewing credentials needs no right.
    private ValueTask AuthorizeAsync(StompSession session, StompFrame frame) =>
        authorization.IsActive && session.IsConnected && IsAskedOf(frame) && !IsRenewal(frame)
            ? DispatchIfAllowedAsync(session, frame)
            : DispatchAsync(session, frame, Access.ByDefault);

    private async ValueTask DispatchIfAllowedAsync(StompSession session, StompFrame frame)
    {
        var destination = frame.RequireHeader(StompHeaderNames.Destination, FrameRule.Of(frame));
        await DispatchAsync(session, frame, await authorization.CheckAsync(session, frame.Command, destination));
    }

    private bool IsAskedOf(StompFrame frame) =>
        frame.Command == StompCommand.Subscribe || (frame.Command == StompCommand.Send && authorization.AsksOfSends);

    private bool IsRenewal(StompFrame frame) => frame.Command == StompCommand.Send && authentication.IsAvailable
        && frame.Headers[StompHeaderNames.Destination] == options.Value.AuthenticationDestination;

    private ValueTask DispatchAsync(StompSession session, StompFrame frame, Access access)
    {
        if (!session.IsConnected) return handshake.AcceptAsync(session, frame);
        var isInTransaction = frame.Headers[StompHeaderNames.Transaction] is not null;
        switch (frame.Command)
        {
            case StompCommand.Send when IsRenewal(frame):
                return RenewAsync(session, frame);
            case StompCommand.Send when isInTransaction:
                session.Meter.Receive();
                transactions.Join(session, frame, access);
                break;
            case StompCommand.Send:
                session.Meter.Receive();
                return router.SendAsync(session, frame, access);
            case StompCommand.Subscribe:
                return SubscribeAsync(session, frame, access);
            case StompCommand.Unsubscribe:
                return UnsubscribeAsync(session, frame);
            case StompCommand.Ack or StompCommand.Nack when isInTransaction:
                transactions.JoinAcknowledgement(session, frame);
                break;
            case StompCommand.Ack or StompCommand.Nack:
                return acknowledgements.Find(session, frame, forTransaction: false).ApplyAsync(frame.Headers[StompHeaderNames.Receipt] is not null);
            case StompCommand.Begin:
                transactions.Begin(session, frame);
                break;
            case StompCommand.Commit:
                return transactions.CommitAsync(session, frame);
            case StompCommand.Abort:
                TransactionHandler.Abort(session, frame);
                break;
            case StompCommand.Disconnect:
                break;
            case StompCommand.Connect or StompCommand.Stomp:
                throw Fault(frame, "the session is connected already", "STOMP 1.2, Connecting");
            default:
                throw Fault(frame, "the frame is one of servers, not of clients", "STOMP 1.2, Client Frames");
        }

        return default;
    }

    private async ValueTask RenewAsync(StompSession session, StompFrame frame)
    {
        await authentication.RenewAsync(session, frame);
        await review.ReviewAsync(session);
    }

    private async ValueTask SubscribeAsync(StompSession session, StompFrame frame, Access access) =>
        await session.TellSubscribedAsync(await subscriptions.SubscribeAsync(session, frame, access));

    private async ValueTask UnsubscribeAsync(StompSession session, StompFrame frame) =>
        await session.TellUnsubscribedAsync(await subscriptions.UnsubscribeAsync(session, frame));

    private static StompProtocolException Fault(StompFrame frame, string fault, string rule) =>
        new(frame.Command.ToWireName(), null, fault, rule);
}
