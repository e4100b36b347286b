using Stomp.Server.Broker.Queues;
using Stomp.Server.Sessions;

namespace Stomp.Server.Broker;

/// <summary>
/// A destination with everybody who is subscribed to it now. Its lock decides the order of its messages: frames are put into
/// outboxes under it, and nothing is awaited there.
/// </summary>
internal sealed class Topic(string destination)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<GroupKey, SubscriptionGroup> _groups = [];
    private readonly List<Subscription> _holding = [];
    private int _exact;
    private bool _dead;

    public string Destination { get; } = destination;

    /// <returns>False when the topic has been given up meanwhile: look for it again.</returns>
    public bool TryAdd(Subscription subscription)
    {
        lock (_gate)
        {
            if (_dead) return false;
            if (subscription.Destination == Destination) _exact++;
            if (subscription.Consumer is not null)
            {
                _holding.Add(subscription);
                return true;
            }

            var key = GroupKey.Of(subscription);
            if (!_groups.TryGetValue(key, out var group)) _groups.Add(key, group = new());
            group.Add(subscription);
            return true;
        }
    }

    /// <returns>Whether that was the last one by the topic's own name: then it is given up, and patterns make it anew.</returns>
    public bool Remove(Subscription subscription)
    {
        lock (_gate)
        {
            if (!(subscription.Consumer is null ? RemoveFromGroup(subscription) : _holding.Remove(subscription))) return false;
            if (subscription.Destination == Destination) _exact--;
            return _dead = _exact == 0;
        }
    }

    /// <summary>Gives the topic up if only patterns hold it: the next message makes it anew.</summary>
    public bool GiveUpIfByPatternOnly()
    {
        lock (_gate) return _dead = _dead || _exact == 0;
    }

    /// <summary>Puts the message's frame into the outbox of everybody subscribed.</summary>
    /// <param name="message">The message.</param>
    /// <param name="messageId">Its id.</param>
    /// <param name="behind">An outbox that is more than half full, if any is.</param>
    /// <returns>False when the topic has been given up meanwhile: look for it again.</returns>
    public bool TryPublish(in BrokerMessage message, string messageId, out Outbox? behind)
    {
        behind = null;
        lock (_gate)
        {
            if (_dead) return false;
            var encoder = MessageEncoder.Begin(message, messageId);
            foreach (var (key, group) in _groups)
            {
                if (key.Selector?.Matches(new(message.Headers, message.Destination, message.ContentType, messageId)) == false) continue;
                if (encoder.Encode(key) is not { } frame) continue;
                foreach (var subscription in group.Members)
                {
                    if (Enqueue(subscription, frame, message, messageId) == EnqueueOutcome.Behind) behind = subscription.Outbox;
                }
            }

            encoder.End();
            foreach (var subscription in _holding) Hold(subscription, message, messageId);
            return true;
        }
    }

    private static EnqueueOutcome Enqueue(Subscription subscription, EncodedFrame frame, in BrokerMessage message, string messageId)
    {
        var outbox = subscription.Outbox;
        if (subscription.WhenSlow == SlowConsumerPolicy.Disconnect) return outbox.Enqueue(frame);
        var dropped = outbox.TakeDropped(subscription);
        if (dropped > 0) frame = MessageEncoder.EncodeDelivery(message, messageId, subscription, ackId: null, dropped: dropped);
        // Who may lose messages holds nobody up.
        outbox.Enqueue(frame, subscription, dropped);
        return EnqueueOutcome.Taken;
    }

    /// <summary>Who acknowledges gets no more than it may hold; the rest waits in a queue of its own.</summary>
    private static void Hold(Subscription subscription, in BrokerMessage message, string messageId)
    {
        if (!MessageEncoder.CanShow(message, subscription.ShownDestination, subscription.Version)) return;
        if (subscription.Selector?.Matches(new(message.Headers, message.Destination, message.ContentType, messageId)) == false) return;
        if (subscription.Consumer!.Queue.TryEnqueue(new QueuedMessage(message, messageId)) == false) subscription.Outbox.Overflow();
    }

    private bool RemoveFromGroup(Subscription subscription)
    {
        var key = GroupKey.Of(subscription);
        if (!_groups.TryGetValue(key, out var group) || !group.Remove(subscription)) return false;
        if (group.IsEmpty) _groups.Remove(key);
        return true;
    }
}
