using Stomp.Server.Metrics;
using Stomp.Server.Sessions;

namespace Stomp.Server.Broker.Queues;

/// <summary>
/// Messages that wait for a subscriber each. They are handed out in their order, in turn among the subscribers that have room and
/// whose selector fits; what is not acknowledged comes back to its place.
/// </summary>
/// <param name="destination">The queue's destination.</param>
/// <param name="limits">How much may wait.</param>
/// <param name="gauge">Counts what waits in all queues together.</param>
/// <param name="meter">Counts what is handed out.</param>
/// <param name="time">The clock that messages expire by.</param>
internal sealed class MessageQueue(string destination, QueueLimits limits, MemoryGauge gauge, ServerMeter meter, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly WaitingMessages _waiting = new();
    private readonly ConsumerTurns _consumers = new();
    private readonly QueueRoom _room = new(limits, gauge);
    private long _places;
    private bool _dead;

    public string Destination { get; } = destination;

    /// <summary>Messages that wait or are with a subscriber.</summary>
    public int Count
    {
        get { lock (_gate) return _room.Messages; }
    }

    /// <summary>Keeps room for messages of a transaction that is about to be carried out.</summary>
    /// <returns>Null when the queue has vanished meanwhile: look for it again.</returns>
    public bool? TryReserve(int messages, long bytes)
    {
        lock (_gate)
        {
            if (_dead) return null;
            if (!HasRoomFor(messages, bytes)) return false;
            _room.Reserve(messages, bytes);
            return true;
        }
    }

    /// <summary>Gives back room that was kept.</summary>
    public void Unreserve(int messages, long bytes)
    {
        lock (_gate) _room.Reserve(-messages, -bytes);
    }

    /// <summary>Takes a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isReserved">Whether room was kept for it, which it takes.</param>
    /// <returns>False when the queue is full, null when it has vanished meanwhile: look for it again.</returns>
    public bool? TryEnqueue(QueuedMessage message, bool isReserved = false)
    {
        lock (_gate)
        {
            if (_dead) return null;
            if (isReserved) Unreserve(1, message.Bytes);
            else if (!HasRoomFor(1, message.Bytes)) return false;
            message.BeginToLive(time);
            message.Place = ++_places;
            _room.Take(message);
            _waiting.Add(message);
            HandOut();
            return true;
        }
    }

    /// <summary>Takes a message of a replay while less than half of what may wait does.</summary>
    /// <param name="message">The message.</param>
    /// <param name="room">When it was not taken: done when there may be room.</param>
    public bool TryOffer(QueuedMessage message, out Task? room)
    {
        lock (_gate)
        {
            room = null;
            if (!_room.IsOverHalf && TryEnqueue(message) == true) return true;
            room = _room.WhenFree;
            return false;
        }
    }

    /// <returns>The consumer, or null when the queue has vanished meanwhile: look for it again.</returns>
    public Consumer? TryAdd(Subscription subscription)
    {
        lock (_gate)
        {
            if (_dead) return null;
            var consumer = new Consumer(subscription, this);
            _consumers.Add(consumer);
            HandOut();
            return consumer;
        }
    }

    /// <summary>Hands messages to a consumer that waited: for the receipt of its SUBSCRIBE, or for its session to catch up.</summary>
    public void BeginDelivery(Consumer consumer)
    {
        lock (_gate)
        {
            consumer.IsPaused = false;
            HandOut();
        }
    }

    /// <summary>Ends a subscription: what it holds comes back.</summary>
    /// <returns>What has been given out too often, for the dead letters.</returns>
    public IReadOnlyList<QueuedMessage> Remove(Consumer consumer)
    {
        lock (_gate)
        {
            _consumers.Remove(consumer);
            var deliveries = consumer.Unacknowledged.ToList();
            consumer.ReleaseAll();
            var dead = TakeBack(deliveries, requeue: true);
            HandOut();
            return dead;
        }
    }

    /// <summary>Finds what an ACK or NACK speaks of, and lets a transaction have it where it is given one.</summary>
    public IReadOnlyList<Delivery> Find(Consumer consumer, long? tag, string? messageId, bool forTransaction)
    {
        lock (_gate)
        {
            var delivery = tag is not null ? consumer.Find(tag.Value) : consumer.Find(messageId!);
            if (delivery is null || delivery.IsInTransaction) return [];
            var covered = consumer.CoveredBy(delivery);
            if (forTransaction)
            {
                foreach (var one in covered) one.IsInTransaction = true;
            }

            return covered;
        }
    }

    /// <summary>A transaction that had them was given up: they are as they were.</summary>
    public void LeaveTransaction(IReadOnlyList<Delivery> deliveries)
    {
        lock (_gate)
        {
            foreach (var delivery in deliveries) delivery.IsInTransaction = false;
        }
    }

    /// <summary>The messages were consumed.</summary>
    public void Acknowledge(Consumer consumer, IReadOnlyList<Delivery> deliveries)
    {
        lock (_gate)
        {
            foreach (var delivery in deliveries)
            {
                if (consumer.Release(delivery)) _room.Free(delivery.Message);
            }

            HandOut();
        }
    }

    /// <summary>The messages were not consumed: they come back to their places, or are dead.</summary>
    public IReadOnlyList<QueuedMessage> Reject(Consumer consumer, IReadOnlyList<Delivery> deliveries, bool requeue)
    {
        lock (_gate)
        {
            var dead = TakeBack([.. deliveries.Where(consumer.Release)], requeue);
            HandOut();
            return dead;
        }
    }

    /// <summary>Forgets everything: nobody else will ever be subscribed.</summary>
    public void Discard()
    {
        lock (_gate)
        {
            _dead = true;
            _waiting.Clear();
            _consumers.Clear();
            _room.FreeAll();
        }
    }

    /// <summary>Gives the queue up if nothing waits in it, nobody holds anything and nobody is subscribed.</summary>
    public bool GiveUpIfIdle()
    {
        lock (_gate) return _dead = _dead || (_room.Messages == 0 && _consumers.Count == 0 && _room.Reserved == 0);
    }

    /// <summary>Forgets what has expired.</summary>
    public void DropExpired()
    {
        lock (_gate)
        {
            foreach (var message in _waiting.TakeExpired(time.GetUtcNow())) _room.Free(message);
        }
    }

    private bool HasRoomFor(int messages, long bytes)
    {
        if (_room.Fits(messages, bytes)) return true;
        DropExpired();
        return _room.Fits(messages, bytes);
    }

    private List<QueuedMessage> TakeBack(List<Delivery> deliveries, bool requeue)
    {
        var dead = new List<QueuedMessage>();
        for (var i = deliveries.Count - 1; i >= 0; i--)
        {
            var message = deliveries[i].Message;
            if (requeue && (limits.MaxDeliveries == 0 || message.Deliveries < limits.MaxDeliveries))
            {
                _waiting.PutBack(message);
                _consumers.SeeAgain(message);
            }
            else
            {
                _room.Free(message);
                dead.Add(message);
            }
        }

        return dead;
    }

    /// <summary>Gives waiting messages to whoever wants them; nobody is asked twice about one.</summary>
    private void HandOut()
    {
        var node = _waiting.FirstBehind(_consumers.SeenByAll);
        while (node is not null)
        {
            var next = node.Next;
            if (node.Value.IsExpired(time.GetUtcNow()))
            {
                _waiting.Remove(node);
                _room.Free(node.Value);
            }
            else if (!HandOut(node))
            {
                // Those who took what they may hold have seen no more than that.
                return;
            }

            node = next;
        }

        _consumers.SawAllUpTo(_places);
    }

    /// <returns>Whether anybody has room for more.</returns>
    private bool HandOut(LinkedListNode<QueuedMessage> node)
    {
        // Who does not take it has no room from then on, and the next one is asked.
        while (_consumers.NextFor(node.Value) is { } consumer)
        {
            if (!TryHandOut(node.Value, consumer)) continue;
            _waiting.Remove(node);
            consumer.SeenUpTo = node.Value.Place;
            if (consumer.Subscription.Ack == AckMode.Auto) _room.Free(node.Value);
            return true;
        }

        return _consumers.HaveRoom;
    }

    private bool TryHandOut(QueuedMessage message, Consumer consumer)
    {
        var subscription = consumer.Subscription;
        Delivery? delivery = null;
        if (subscription.Ack != AckMode.Auto) consumer.Hold(delivery = new Delivery(message, consumer.NextTag()));
        var frame = MessageEncoder.EncodeDelivery(message.Message, message.MessageId, subscription,
            delivery is null ? null : consumer.AckIdOf(delivery.Tag), isRedelivered: message.Deliveries > 0);
        var outcome = subscription.Outbox.Enqueue(frame);
        if (outcome == EnqueueOutcome.Refused)
        {
            // Its session is ending and will be taken off: the message stays where it is.
            consumer.IsPaused = true;
            if (delivery is not null) consumer.Release(delivery);
            return false;
        }

        message.Deliveries++;
        meter.Deliver(1);
        if (outcome == EnqueueOutcome.Behind)
        {
            consumer.IsPaused = true;
            _ = ResumeAsync(consumer);
        }

        return true;
    }

    private async Task ResumeAsync(Consumer consumer)
    {
        // Not at once: whoever hands out is in the middle of its list.
        await Task.Yield();
        await consumer.Subscription.Outbox.WaitForRoomAsync(Timeout.InfiniteTimeSpan, CancellationToken.None);
        BeginDelivery(consumer);
    }
}
