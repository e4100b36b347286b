using Stomp.Server.Broker.Selectors;

namespace Stomp.Server.Broker;

/// <summary>What makes one subscriber's frames differ from another's, or decides which it gets.</summary>
internal readonly record struct GroupKey(string SubscriptionId, StompVersion Version, string? ShownDestination, Selector? Selector)
{
    public static GroupKey Of(Subscription subscription) => new(subscription.Id, subscription.Version, subscription.ShownDestination, subscription.Selector);
}
