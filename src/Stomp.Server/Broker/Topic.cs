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
    private int _exact;
    private bool _dead;

    public string Destination { get; } = destination;

    /// <returns>False when the topic has been given up meanwhile: look for it again.</returns>
    public bool TryAdd(Subscription subscription)
    {
        lock (_gate)
        {
            if (_dead) return false;
            var key = GroupKey.Of(subscription);
            if (!_groups.TryGetValue(key, out var group)) _groups.Add(key, group = new());
            group.Add(subscription);
            if (subscription.Group is not null) _exact++;
            return true;
        }
    }

    /// <returns>Whether that was the last one by the topic's own name: then it is given up, and patterns make it anew.</returns>
    public bool Remove(Subscription subscription)
    {
        lock (_gate)
        {
            var key = GroupKey.Of(subscription);
            var isExact = subscription.Group is not null;
            if (!_groups.TryGetValue(key, out var group) || !group.Remove(subscription)) return false;
            if (isExact) _exact--;
            if (group.IsEmpty) _groups.Remove(key);
            return _dead = _exact == 0;
        }
    }

    /// <summary>Gives the topic up if only patterns hold it: the next message makes it anew.</summary>
    public bool GiveUpIfByPatternOnly()
    {
        lock (_gate) return _dead = _dead || _exact == 0;
    }

    /// <summary>Puts the message's frame into the outbox of everybody subscribed.</summary>
    /// <param name="encoder">Makes the frame of each group.</param>
    /// <param name="behind">An outbox that is more than half full, if any is.</param>
    /// <returns>False when the topic has been given up meanwhile: look for it again.</returns>
    public bool TryPublish(MessageEncoder encoder, out Outbox? behind)
    {
        behind = null;
        lock (_gate)
        {
            if (_dead) return false;
            foreach (var (key, group) in _groups)
            {
                if (encoder.Encode(key) is not { } frame) continue;
                foreach (var subscription in group.Members)
                {
                    if (subscription.Outbox.Enqueue(frame)) behind = subscription.Outbox;
                }
            }

            return true;
        }
    }
}
