using Stomp.Server.Broker;
using Stomp.Server.Broker.Queues;
using Stomp.Server.Sessions;

namespace Stomp.Server.Relay;

/// <summary>
/// The broker outside, as the sessions of this node see it. Topics are shared; what belongs to one client goes by a connection of its own; what is for users stays here.
/// </summary>
internal sealed class BrokerRelay(BrokerLink link, SharedTopics topics, InMemoryBroker local, QueueBroker queues, Destinations destinations, MessageIds ids) : IMessageBroker
{
    public ValueTask SubscribeAsync(StompSession session, Subscription subscription)
    {
        if (destinations.IsOfUser(subscription.Destination))
        {
            local.Subscribe(subscription);
            return default;
        }

        // A topic's messages are acknowledged to this node.
        if (subscription.Ack != AckMode.Auto) queues.SubscribeToOwn(subscription);
        return topics.SubscribeAsync(subscription);
    }

    public ValueTask UnsubscribeAsync(StompSession session, Subscription subscription)
    {
        if (destinations.IsOfUser(subscription.Destination))
        {
            local.Unsubscribe(subscription);
            return default;
        }

        topics.Unsubscribe(subscription);
        subscription.Consumer?.Queue.Discard();
        return default;
    }

    public void Leave(StompSession session)
    {
    }

    public ValueTask<Task?> PublishAsync(in BrokerMessage message, StompSession? publisher, CancellationToken cancellationToken)
    {
        if (link.Dialect is not { } dialect) return ValueTask.FromException<Task?>(RelayFaults.Unavailable());
        var frame = RelayMessages.ToSend(message, ids.Next(), dialect);
        return link.LaneOf(publisher?.Id ?? message.Destination).PublishAsync(frame, cancellationToken);
    }
}
