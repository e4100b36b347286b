using System.Buffers;
using System.Text.Unicode;
using Stomp.Server.Controllers;
using Stomp.Server.Sessions;

namespace Stomp.Server.Broker;

/// <summary>Takes a client's SEND to a message controller or to the broker, by its destination's prefix.</summary>
internal sealed class MessageRouter(Destinations destinations, ControllerTable controllers, InMemoryBroker broker, TemporaryQueues temporaryQueues,
    MemoryGauge gauge)
{
    private const string ErrorDestination = "/queue/errors";

    /// <summary>How long a publisher waits for a subscriber that is far behind, before the next message makes it worse.</summary>
    internal static readonly TimeSpan PublisherStall = TimeSpan.FromMilliseconds(10);

    /// <summary>Has a message handled, or hands it to the broker. While too much waits in the whole server, it waits, too.</summary>
    public async ValueTask SendAsync(StompSession session, StompFrame frame)
    {
        await WhenRoomAsync(session);
        var destination = DestinationOf(frame);
        if (destinations.InApplication(destination) is { } path)
        {
            await controllers.DispatchAsync(session, frame, path);
            return;
        }

        CheckSend(frame);
        await PublishAsync(session, frame);
    }

    /// <summary>Hands a message that may be sent to the broker.</summary>
    public ValueTask PublishAsync(StompSession session, StompFrame frame) =>
        broker.Publish(MessageOf(session, frame)) is { } behind ? behind.WaitForRoomAsync(PublisherStall, session.Closed) : default;

    /// <summary>Waits while too much waits in the whole server.</summary>
    /// <exception cref="OperationCanceledException">The session ended before.</exception>
    public ValueTask WhenRoomAsync(StompSession session) => gauge.IsHigh ? gauge.WhenLowAsync(session.Closed) : default;

    /// <summary>Whether a message goes to a controller.</summary>
    public bool IsForApplication(StompFrame frame) => destinations.InApplication(DestinationOf(frame)) is not null;

    /// <summary>Whether a message goes to a queue.</summary>
    public bool IsForQueue(StompFrame frame) => destinations.IsQueue(DestinationOf(frame));

    /// <exception cref="StompProtocolException">Clients may not send there.</exception>
    public void CheckSend(StompFrame frame)
    {
        if (!IsForApplication(frame)) destinations.CheckSend(DestinationOf(frame));
    }

    /// <summary>The SEND as the broker takes it; it borrows the frame's body.</summary>
    public BrokerMessage MessageOf(StompSession session, StompFrame frame) => new(
        DestinationOf(frame), frame.Headers[StompHeaderNames.ContentType], temporaryQueues.Resolve(session, frame.Headers), frame.Body, IsUtf8(frame.Body));

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

    private static string DestinationOf(StompFrame frame) => frame.RequireHeader(StompHeaderNames.Destination, "STOMP 1.2, SEND");

    private static bool IsUtf8(in ReadOnlySequence<byte> body) =>
        body.IsSingleSegment ? Utf8.IsValid(body.FirstSpan) : Utf8.IsValid(body.ToArray());
}
