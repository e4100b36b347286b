using System.Globalization;

namespace Stomp.Server.Broker.Queues;

/// <summary>A subscription to a queue, and what it holds. Guarded by its queue's lock.</summary>
internal sealed class Consumer(Subscription subscription, MessageQueue queue)
{
    private readonly LinkedList<Delivery> _unacknowledged = [];
    private readonly Dictionary<long, LinkedListNode<Delivery>> _byTag = [];
    private long _tags;

    public Subscription Subscription { get; } = subscription;

    public MessageQueue Queue { get; } = queue;

    /// <summary>The place up to which no waiting message is for it: it took them, or its selector refused them. What is behind is yet to be looked at.</summary>
    public long SeenUpTo { get; set; }

    /// <summary>Whether it gets nothing for now: its session is far behind and has to catch up, or its SUBSCRIBE has not got its receipt.</summary>
    public bool IsPaused { get; set; } = subscription.StartsLater;

    public bool HasRoom => !IsPaused && _unacknowledged.Count < Subscription.Prefetch;

    /// <summary>What it holds, in the order in which it got it.</summary>
    public IEnumerable<Delivery> Unacknowledged => _unacknowledged;

    public int UnacknowledgedCount => _unacknowledged.Count;

    public long NextTag() => ++_tags;

    /// <summary>Whether its selector lets the message through.</summary>
    public bool Wants(QueuedMessage message) => Subscription.Selector?.Matches(message.ForSelector) != false;

    /// <summary>The <c>ack</c> header of a delivery: leads back to the subscription and the message.</summary>
    public string AckIdOf(long tag) => string.Create(CultureInfo.InvariantCulture, $"{tag}-{Subscription.Id}");

    public void Hold(Delivery delivery) => _byTag.Add(delivery.Tag, _unacknowledged.AddLast(delivery));

    public Delivery? Find(long tag) => _byTag.TryGetValue(tag, out var node) ? node.Value : null;

    /// <summary>The delivery of a message; STOMP 1.0 and 1.1 name that in ACK.</summary>
    public Delivery? Find(string messageId) => _unacknowledged.FirstOrDefault(delivery => delivery.Message.MessageId == messageId);

    /// <summary>The deliveries that an ACK or NACK of this one speaks of, by the subscription's mode.</summary>
    public IReadOnlyList<Delivery> CoveredBy(Delivery delivery) => Subscription.Ack == AckMode.Client
        ? [.. _unacknowledged.TakeWhile(one => one.Tag <= delivery.Tag).Where(one => one == delivery || !one.IsInTransaction)]
        : [delivery];

    public bool Release(Delivery delivery)
    {
        if (!_byTag.Remove(delivery.Tag, out var node)) return false;
        _unacknowledged.Remove(node);
        return true;
    }

    public void ReleaseAll()
    {
        _unacknowledged.Clear();
        _byTag.Clear();
    }
}
