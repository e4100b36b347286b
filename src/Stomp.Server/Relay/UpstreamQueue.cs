using Stomp.Client;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Relay;

/// <summary>A subscription to a queue, which the broker knows as one of its session's own connection. Hands its messages on, and knows which wait to be acknowledged.</summary>
internal sealed class UpstreamQueue(SessionUpstream upstream, StompSession session, Subscription subscription)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<HeldMessage> _held = [];
    private readonly HashSet<string> _lostIds = [];
    private List<EncodedFrame>? _early = subscription.StartsLater ? [] : null;
    private long _tags;
    private long _lostUpTo;

    /// <summary>The subscription at the broker.</summary>
    public StompSubscription AtBroker { get; set; } = null!;

    /// <summary>Whether messages wait to be acknowledged.</summary>
    public bool IsHolding
    {
        get { lock (_gate) return _held.Count > 0; }
    }

    public AckMode Ack => subscription.Ack;

    public SessionUpstream Owner => upstream;

    /// <summary>Takes a MESSAGE of the broker's; done when the client has room for the next.</summary>
    public ValueTask TakeAsync(StompFrame frame, CancellationToken cancellationToken)
    {
        var message = RelayMessages.FromMessage(frame, subscription.Destination, upstream.Dialect, out var messageId);
        messageId ??= frame.Headers[StompHeaderNames.MessageId] ?? "";
        lock (_gate)
        {
            string? ackId = null;
            if (subscription.Ack != AckMode.Auto)
            {
                var held = new HeldMessage(this, ++_tags, messageId, frame.Headers[StompHeaderNames.Ack] ?? frame.Headers[StompHeaderNames.MessageId] ?? "");
                _held.AddLast(held);
                _lostIds.Remove(messageId);
                ackId = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{held.Tag}-{subscription.Id}");
            }

            var encoded = MessageEncoder.EncodeDelivery(message, messageId, subscription, ackId, frame.Headers["redelivered"] == "true");
            session.Meter.Deliver(1);
            if (_early is not null) _early.Add(encoded);
            else if (session.Outbox.Enqueue(encoded) == EnqueueOutcome.Behind) return session.Outbox.WaitForRoomAsync(Timeout.InfiniteTimeSpan, cancellationToken);
            return default;
        }
    }

    /// <summary>Hands on what came before the client had its receipt.</summary>
    public void BeginDelivery()
    {
        lock (_gate)
        {
            foreach (var frame in _early ?? []) session.Outbox.Enqueue(frame);
            _early = null;
        }
    }

    /// <summary>What an ACK or NACK does; null when no such message waits for one.</summary>
    public Acknowledgement? Find(long? tag, string? messageId, bool isAck, bool requeue, bool forTransaction)
    {
        lock (_gate)
        {
            var named = _held.FirstOrDefault(held => tag is null ? held.MessageId == messageId : held.Tag == tag);
            if (named is null)
            {
                // It will be delivered again, or has been: the client cannot know.
                var isLost = tag is null ? _lostIds.Contains(messageId!) : tag > 0 && tag <= _lostUpTo;
                return isLost ? new RelayedAcknowledgement(this, [], isAck, requeue) : null;
            }

            if (named.IsInTransaction) return null;
            var isCumulative = subscription.Ack == AckMode.Client && (isAck || upstream.Dialect.NackIsCumulative);
            HeldMessage[] covered = isCumulative ? [.. _held.TakeWhile(held => held.Tag <= named.Tag).Where(held => held == named || !held.IsInTransaction)] : [named];
            foreach (var held in covered) held.IsInTransaction = forTransaction;
            return new RelayedAcknowledgement(this, covered, isAck, requeue);
        }
    }

    /// <summary>Forgets messages that were acknowledged.</summary>
    /// <returns>Whether they could be: not those of a connection that was lost.</returns>
    public bool TryRelease(IReadOnlyList<HeldMessage> messages)
    {
        lock (_gate)
        {
            if (messages.Count == 0 || messages.Any(message => message.Tag <= _lostUpTo)) return false;
            foreach (var message in messages) _held.Remove(message);
            return true;
        }
    }

    public void LeaveTransaction(IReadOnlyList<HeldMessage> messages)
    {
        lock (_gate)
        {
            foreach (var message in messages) message.IsInTransaction = false;
        }
    }

    /// <summary>The connection was lost: what the client holds will be delivered again.</summary>
    public void Lose()
    {
        lock (_gate)
        {
            _lostUpTo = _tags;
            foreach (var held in _held) _lostIds.Add(held.MessageId);
            _held.Clear();
        }
    }
}
