using Stomp.Client;
using Stomp.Server.Broker;
using Stomp.Server.Metrics;
using Stomp.Server.Sessions;

namespace Stomp.Server.Relay;

/// <summary>
/// A destination or pattern that somebody here is subscribed to: one subscription at the broker for all of them. Those of a pattern are a topic of their own, so that a
/// message which the broker sends by several subscriptions reaches nobody twice.
/// </summary>
/// <param name="name">The destination or pattern.</param>
/// <param name="meter">Counts what is delivered.</param>
internal sealed class SharedTopic(string name, ServerMeter meter)
{
    private Topic _topic = new(name);

    /// <summary>The destination or pattern, by our name.</summary>
    public string Name { get; } = name;

    public bool IsPattern { get; } = DestinationPattern.IsPattern(name);

    /// <summary>How many are subscribed. Guarded by <see cref="SharedTopics"/>.</summary>
    public int Subscribers { get; set; }

    /// <summary>How often the last one has left. Guarded by <see cref="SharedTopics"/>.</summary>
    public int Leavings { get; set; }

    /// <summary>Done when it is in force at the broker.</summary>
    public Task<StompSubscription> Upstream { get; set; } = null!;

    /// <summary>Keeps a logged topic's order; null where it is not logged.</summary>
    public LoggedOrder? Order { get; set; }

    public void Add(Subscription subscription)
    {
        // Only here are topics made, one after the other.
        while (!_topic.TryAdd(subscription)) Volatile.Write(ref _topic, new(Name));
    }

    public void Remove(Subscription subscription) => _topic.Remove(subscription);

    /// <returns>An outbox that is more than half full; null when all keep up.</returns>
    public Outbox? Publish(in BrokerMessage message, string messageId)
    {
        if (IsPattern && !DestinationPattern.Matches(Name, message.Destination)) return null;
        Volatile.Read(ref _topic).TryPublish(message, messageId, out var delivered, out var behind);
        meter.Deliver(delivered);
        return behind;
    }
}
