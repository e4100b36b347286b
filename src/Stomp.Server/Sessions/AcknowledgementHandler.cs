using System.Globalization;
using Stomp.Server.Broker;
using Stomp.Server.Broker.Queues;

namespace Stomp.Server.Sessions;

/// <summary>ACK and NACK (STOMP 1.2, the sections of these names), in the form of each version.</summary>
internal sealed class AcknowledgementHandler(QueueBroker queues)
{
    /// <summary>Finds the messages that an ACK or NACK speaks of.</summary>
    /// <param name="session">Whose they are.</param>
    /// <param name="frame">The ACK or NACK.</param>
    /// <param name="forTransaction">Whether a transaction takes them: nothing else may acknowledge them until it is over.</param>
    /// <exception cref="StompProtocolException">The session holds no such message, or a header is missing.</exception>
    public Acknowledgement Find(StompSession session, StompFrame frame, bool forTransaction)
    {
        var isAck = frame.Command == StompCommand.Ack;
        if (!isAck && session.Version == StompVersion.V10) throw Fault(frame, null, "NACK came with STOMP 1.1");
        var (subscriptionId, tag, messageId, header) = session.Version == StompVersion.V12 ? ById(frame) : ByMessageId(session, frame);
        foreach (var subscription in Candidates(session, subscriptionId))
        {
            if (subscription.Upstream?.Find(tag, messageId, isAck, IsRequeued(frame), forTransaction) is { } relayed) return relayed;
            if (subscription.Consumer is not { } consumer) continue;
            var deliveries = consumer.Queue.Find(consumer, tag, messageId, forTransaction);
            if (deliveries.Count > 0) return new QueueAcknowledgement(queues, consumer, deliveries, isAck, IsRequeued(frame));
        }

        throw Fault(frame, header, "the session holds no unacknowledged message of this id");
    }

    // 1.2: the id is the MESSAGE's ack header, a number and the subscription's id.
    private static (string?, long?, string?, string) ById(StompFrame frame)
    {
        var id = frame.RequireHeader(StompHeaderNames.Id, FrameRule.Of(frame));
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        if (dash >= 0 && long.TryParse(id.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var tag)) return (id[(dash + 1)..], tag, null, StompHeaderNames.Id);
        throw Fault(frame, StompHeaderNames.Id, "the session holds no unacknowledged message of this id");
    }

    // 1.1 names message and subscription, 1.0 the message alone.
    private static (string?, long?, string?, string) ByMessageId(StompSession session, StompFrame frame)
    {
        var messageId = frame.RequireHeader(StompHeaderNames.MessageId, FrameRule.Of(frame));
        var subscription = session.Version == StompVersion.V10
            ? frame.Headers[StompHeaderNames.Subscription]
            : frame.RequireHeader(StompHeaderNames.Subscription, FrameRule.Of(frame));
        return (subscription, null, messageId, StompHeaderNames.MessageId);
    }

    private static IReadOnlyList<Subscription> Candidates(StompSession session, string? id)
    {
        if (id is null) return session.Subscriptions.Snapshot();
        return session.Subscriptions.TryGetValue(id, out var subscription) ? [subscription] : [];
    }

    // RabbitMQ's header; clients in Python write their own False.
    private static bool IsRequeued(StompFrame frame) => !string.Equals(frame.Headers["requeue"], "false", StringComparison.OrdinalIgnoreCase);

    private static StompProtocolException Fault(StompFrame frame, string? header, string fault) =>
        new(frame.Command.ToWireName(), header, fault, FrameRule.Of(frame));
}
