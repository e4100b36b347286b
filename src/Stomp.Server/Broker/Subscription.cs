using Stomp.Server.Sessions;

namespace Stomp.Server.Broker;

/// <summary>One subscription of one session, as the broker sees it.</summary>
internal sealed class Subscription
{
    /// <summary>The client's id for it, which each MESSAGE carries.</summary>
    public required string Id { get; init; }

    /// <summary>What it is subscribed to in the broker: a destination or a pattern.</summary>
    public required string Destination { get; init; }

    /// <summary>The destination that its MESSAGE frames show, where that is not the message's own; else null.</summary>
    public string? ShownDestination { get; init; }

    /// <summary>The version its frames are written in.</summary>
    public required StompVersion Version { get; init; }

    /// <summary>Where its frames go.</summary>
    public required Outbox Outbox { get; init; }

    /// <summary>The group it stands in, once it does; a pattern's subscription, which stands in many, has none.</summary>
    public SubscriptionGroup? Group { get; set; }

    /// <summary>Its place in <see cref="Group"/>.</summary>
    public int Index { get; set; }
}
