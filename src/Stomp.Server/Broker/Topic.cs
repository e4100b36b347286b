using Stomp.Server.Broker.Queues;
using Stomp.Server.Log;
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
    private TopicReplays? _replays;
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
            if (subscription.Replay is { } replay)
            {
                replay.Topic = this;
                (_replays ??= new(replay.Options)).Begin(replay);
                return true;
            }

            AddToFanOut(subscription);
            return true;
        }
    }

    /// <summary>Sends a replay what the topic has at hand, and has its subscription join when that was all.</summary>
    public ReplayStep Advance(Replay replay, out Task? room)
    {
        room = null;
        lock (_gate)
        {
            if (_replays is null) return ReplayStep.Over;
            var step = _replays.Advance(replay, out room);
            if (step == ReplayStep.Joined && _replays.IsLive(replay)) Join(replay);
            return step;
        }
    }

    /// <returns>Whether that was the last one by the topic's own name: then it is given up, and patterns make it anew.</returns>
    public bool Remove(Subscription subscription)
    {
        lock (_gate)
        {
            if (!RemoveFromReplays(subscription) && !(subscription.Consumer is null ? RemoveFromGroup(subscription) : _holding.Remove(subscription))) return false;
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
    /// <param name="delivered">How many outboxes took it.</param>
    /// <param name="behind">An outbox that is more than half full, if any is.</param>
    /// <returns>False when the topic has been given up meanwhile: look for it again.</returns>
    public bool TryPublish(in BrokerMessage message, string messageId, out int delivered, out Outbox? behind)
    {
        delivered = 0;
        behind = null;
        lock (_gate)
        {
            if (_dead) return false;
            if (message.Stamp is not null) _replays?.Keep(message);
            if (message.Stamp is { IsKeptOnly: true }) return true;
            var encoder = MessageEncoder.Begin(message, messageId);
            foreach (var (key, group) in _groups)
            {
                if (key.Selector?.Matches(new(message.Headers, message.Destination, message.ContentType, messageId)) == false) continue;
                if (encoder.Encode(key) is not { } frame) continue;
                foreach (var subscription in group.Members)
                {
                    var outcome = Enqueue(subscription, frame, message, messageId);
                    if (outcome != EnqueueOutcome.Refused) delivered++;
                    if (outcome == EnqueueOutcome.Behind) behind = subscription.Outbox;
                }
            }

            encoder.End();
            foreach (var subscription in _holding) Hold(subscription, message, messageId);
            if (message.Stamp is not null && _replays is not null) delivered += Admit(message, messageId);
            return true;
        }
    }

    /// <summary>Has replays that have caught up join behind a message, which each of them gets by itself.</summary>
    /// <returns>How many outboxes took it.</returns>
    private int Admit(in BrokerMessage message, string messageId)
    {
        var delivered = 0;
        var joining = _replays!.Joining;
        for (var i = joining.Count - 1; i >= 0; i--)
        {
            var (replay, subscription) = (joining[i], joining[i].Subscription);
            if (message.Stamp!.Offset < replay.Next) continue;
            if (!subscription.Wants(message, messageId))
            {
                replay.Pass(message.Stamp);
                continue;
            }

            var marked = replay.MarkLive(message);
            if (subscription.Consumer is not null) Hold(subscription, marked, messageId);
            else if (Enqueue(subscription, MessageEncoder.EncodeDelivery(marked, messageId, subscription, ackId: null), marked, messageId) != EnqueueOutcome.Refused) delivered++;
            Join(replay);
        }

        return delivered;
    }

    private void Join(Replay replay)
    {
        RemoveFromReplays(replay.Subscription);
        AddToFanOut(replay.Subscription);
    }

    private bool RemoveFromReplays(Subscription subscription)
    {
        if (subscription.Replay is not { } replay || _replays?.Remove(replay) != true) return false;
        if (_replays.IsEmpty) _replays = null;
        return true;
    }

    private void AddToFanOut(Subscription subscription)
    {
        if (subscription.Consumer is not null)
        {
            _holding.Add(subscription);
            return;
        }

        var key = GroupKey.Of(subscription);
        if (!_groups.TryGetValue(key, out var group)) _groups.Add(key, group = new());
        group.Add(subscription);
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
        if (!subscription.Wants(message, messageId)) return;
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
