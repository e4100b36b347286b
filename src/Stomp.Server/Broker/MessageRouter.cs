using System.Buffers;
using System.Text.Unicode;
using Stomp.Server.Controllers;
using Stomp.Server.Log;
using Stomp.Server.Security;
using Stomp.Server.Sessions;

namespace Stomp.Server.Broker;

/// <summary>Takes a client's SEND to a message controller or to the broker, by its destination's prefix.</summary>
internal sealed class MessageRouter(Destinations destinations, ControllerDispatcher controllers, IMessageBroker broker, MessagePublisher publisher,
    UserMessages userMessages, TemporaryQueues temporaryQueues, LoggedFrames logged, MemoryGauge gauge)
{
    /// <summary>How long a publisher waits for a subscriber that is far behind, before the next message makes it worse.</summary>
    internal static readonly TimeSpan PublisherStall = TimeSpan.FromMilliseconds(10);

    /// <summary>Has a message handled, or hands it to the broker. While too much waits in the whole server, it waits, too.</summary>
    public ValueTask SendAsync(StompSession session, StompFrame frame, Access access)
    {
        CheckSend(frame, access);
        return SendCheckedAsync(session, frame);
    }

    /// <summary>The same for a frame that has passed <see cref="CheckSend"/>.</summary>
    public async ValueTask SendCheckedAsync(StompSession session, StompFrame frame)
    {
        await WhenRoomAsync(session);
        var destination = DestinationOf(frame);
        if (destinations.PathStart(destination) is >= 0 and var pathStart)
        {
            logged.BeginSend(frame);
            await controllers.SendAsync(session, frame, destination, pathStart);
            return;
        }

        await PublishAsync(session, frame);
    }

    /// <summary>Hands a message that may be sent to the broker.</summary>
    public ValueTask PublishAsync(StompSession session, StompFrame frame)
    {
        var message = MessageOf(session, frame);
        logged.BeginSend(frame);
        return destinations.IsOfUser(message.Destination)
            ? userMessages.PublishAsync(message, session.Closed)
            : publisher.PublishAsync(message, session, session.Closed);
    }

    /// <summary>Waits while too much waits in the whole server.</summary>
    /// <exception cref="OperationCanceledException">The session ended before.</exception>
    public ValueTask WhenRoomAsync(StompSession session) => gauge.IsHigh ? gauge.WhenLowAsync(session.Closed) : default;

    /// <summary>Whether a message goes to a controller.</summary>
    public bool IsForApplication(StompFrame frame) => destinations.PathStart(DestinationOf(frame)) >= 0;

    /// <summary>Whether a message is one of those that the broker sends with a transaction, or not at all.</summary>
    public bool IsInTransaction(StompFrame frame) => !IsForApplication(frame) && broker.IsInTransaction(DestinationOf(frame));

    /// <exception cref="StompProtocolException">Clients may not send there.</exception>
    public void CheckSend(StompFrame frame, Access access)
    {
        logged.CheckKey(frame);
        if (!IsForApplication(frame)) destinations.CheckSend(DestinationOf(frame), access);
    }

    /// <summary>The SEND as the broker takes it; it borrows the frame's body.</summary>
    public BrokerMessage MessageOf(StompSession session, StompFrame frame) => new(
        DestinationOf(frame), frame.Headers[StompHeaderNames.ContentType], temporaryQueues.Resolve(session, ForgedHeaders.Remove(frame.Headers)), frame.Body, IsUtf8(frame.Body));

    private static string DestinationOf(StompFrame frame) => frame.RequireHeader(StompHeaderNames.Destination, "STOMP 1.2, SEND");

    private static bool IsUtf8(in ReadOnlySequence<byte> body) =>
        body.IsSingleSegment ? Utf8.IsValid(body.FirstSpan) : Utf8.IsValid(body.ToArray());
}
