using Stomp.Server.Broker.Queues;
using Stomp.Server.Broker.Selectors;
using Stomp.Server.Controllers;
using Stomp.Server.Log;
using Stomp.Server.Relay;
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

    /// <summary>How its messages are acknowledged.</summary>
    public AckMode Ack { get; init; }

    /// <summary>How many messages it may hold that it has not acknowledged.</summary>
    public int Prefetch { get; init; } = int.MaxValue;

    /// <summary>Whether its place at a queue gets nothing before <see cref="MessageQueue.BeginDelivery"/>.</summary>
    public bool StartsLater { get; init; }

    /// <summary>Which messages it wants; null for all.</summary>
    public Selector? Selector { get; init; }

    /// <summary>What happens when its session does not keep up.</summary>
    public SlowConsumerPolicy WhenSlow { get; init; }

    /// <summary>Its place at a queue, once it has one: at its destination's, or, acknowledging messages of a topic, at one of its own.</summary>
    public Consumer? Consumer { get; set; }

    /// <summary>Its own subscription at the broker behind a relay; null where it shares one, or there is no relay.</summary>
    public UpstreamQueue? Upstream { get; set; }

    /// <summary>The stream that a message controller answered it with, while it goes on.</summary>
    public RunningStream? Stream { get; set; }

    /// <summary>What sends it what was, where it asked for that.</summary>
    public Replay? Replay { get; set; }

    /// <summary>How many messages were dropped since it was last told. Guarded by the outbox.</summary>
    public int Dropped { get; set; }

    /// <summary>The group it stands in, once it does; a pattern's subscription, which stands in many, has none.</summary>
    public SubscriptionGroup? Group { get; set; }

    /// <summary>Its place in <see cref="Group"/>.</summary>
    public int Index { get; set; }

    /// <summary>Whether a message is one for it: its selector lets it through, and its version can show it.</summary>
    public bool Wants(in BrokerMessage message, string messageId) => MessageEncoder.CanShow(message, ShownDestination, Version)
        && Selector?.Matches(new(message.Headers, message.Destination, message.ContentType, messageId)) != false;
}
