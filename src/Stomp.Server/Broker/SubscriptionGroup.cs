using System.Runtime.InteropServices;

namespace Stomp.Server.Broker;

/// <summary>The subscribers of a topic whose frames are the same to the last byte. Guarded by the topic's lock.</summary>
internal sealed class SubscriptionGroup
{
    private readonly List<Subscription> _members = [];

    public bool IsEmpty => _members.Count == 0;

    public ReadOnlySpan<Subscription> Members => CollectionsMarshal.AsSpan(_members);

    public void Add(Subscription subscription)
    {
        if (!DestinationPattern.IsPattern(subscription.Destination))
        {
            subscription.Group = this;
            subscription.Index = _members.Count;
        }

        _members.Add(subscription);
    }

    /// <summary>Removes by putting the last one in its place: a room of thousands empties in linear time.</summary>
    public bool Remove(Subscription subscription)
    {
        var index = subscription.Group == this ? subscription.Index : _members.IndexOf(subscription);
        if (index < 0) return false;
        var last = _members[^1];
        _members[index] = last;
        if (last.Group == this) last.Index = index;
        _members.RemoveAt(_members.Count - 1);
        subscription.Group = null;
        return true;
    }
}
