namespace Stomp.Server.Broker;

/// <summary>What makes one subscriber's frames differ from another's.</summary>
internal readonly record struct GroupKey(string SubscriptionId, StompVersion Version, string? ShownDestination)
{
    public static GroupKey Of(Subscription subscription) => new(subscription.Id, subscription.Version, subscription.ShownDestination);
}
