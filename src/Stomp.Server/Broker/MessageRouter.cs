using System.Buffers;
using System.Text.Unicode;
using Stomp.Server.Controllers;
using Stomp.Server.Sessions;

namespace Stomp.Server.Broker;

/// <summary>Takes a client's SEND to a message controller or to the broker, by its destination's prefix.</summary>
internal sealed class MessageRouter(Destinations destinations, ControllerTable controllers, InMemoryBroker broker)
{
    private const string ErrorDestination = "/queue/errors";

    /// <summary>How long a publisher waits for a subscriber that is far behind, before the next message makes it worse.</summary>
    internal static readonly TimeSpan PublisherStall = TimeSpan.FromMilliseconds(10);

    public ValueTask SendAsync(StompSession session, StompFrame frame)
    {
        var destination = frame.RequireHeader(StompHeaderNames.Destination, "STOMP 1.2, SEND");
        if (frame.Headers[StompHeaderNames.Transaction] is not null)
            throw new StompProtocolException("SEND", StompHeaderNames.Transaction, "transactions are not supported yet", "STOMP 1.2, BEGIN");
        if (destinations.InApplication(destination) is { } path) return controllers.DispatchAsync(session, frame, path);

        destinations.CheckSend(destination);
        var message = new BrokerMessage(destination, frame.Headers[StompHeaderNames.ContentType], frame.Headers, frame.Body, IsUtf8(frame.Body));
        return broker.Publish(message)?.WaitForRoomAsync(PublisherStall, session.Closed) ?? default;
    }

    /// <summary>
    /// Tells a sender that its message was refused: by a message to its <c>/user/queue/errors</c> if it listens there, else by an ERROR,
    /// which ends the session.
    /// </summary>
    public void TellRejected(StompSession session, StompFrame frame, MessageRejectedException rejection)
    {
        var target = destinations.ForSession(session.Id, ErrorDestination);
        var receipt = frame.Headers[StompHeaderNames.Receipt];
        var destination = frame.Headers[StompHeaderNames.Destination]!;
        session.LogMessageRefused(destination, rejection.Type);
        if (!session.Subscriptions.Values.Any(subscription => subscription.Destination == target))
        {
            session.Close(DisconnectReason.ProtocolError, rejection.Message, ErrorFrames.Of(rejection.Message, session.Version, receipt));
            return;
        }

        var problem = RejectionProblem.Of(rejection, destination);
        var headers = new StompHeaders(1);
        if (receipt is not null) headers.Add(StompHeaderNames.ReceiptId, receipt);
        broker.Publish(new BrokerMessage(target, RejectionProblem.ContentType, headers, problem, IsText: true));
    }

    private static bool IsUtf8(in ReadOnlySequence<byte> body) =>
        body.IsSingleSegment ? Utf8.IsValid(body.FirstSpan) : Utf8.IsValid(body.ToArray());
}
