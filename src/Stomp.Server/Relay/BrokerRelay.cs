using Stomp.Server.Broker;
using Stomp.Server.Broker.Queues;
using Stomp.Server.Log;
using Stomp.Server.Sessions;

namespace Stomp.Server.Relay;

/// <summary>
/// The broker outside, as the sessions of this node see it. Topics are shared; what belongs to one client goes by a connection of its own; what is for users stays here.
/// </summary>
internal sealed class BrokerRelay(BrokerLink link, SharedTopics topics, SessionUpstreams upstreams, LoggedOutbound outbound, LoggedDestinations logged, InMemoryBroker local, QueueBroker queues,
    Destinations destinations, MessageIds ids) : IMessageBroker
{
    public bool HasReplyQueues => true;

    public bool ConfirmsLater => true;

    public async ValueTask SubscribeAsync(StompSession session, Subscription subscription)
    {
        if (destinations.IsOfUser(subscription.Destination))
        {
            local.Subscribe(subscription);
        }
        else if (Destinations.IsQueue(subscription.Destination))
        {
            await (await upstreams.OfAsync(session)).SubscribeAsync(subscription);
        }
        else
        {
            // A topic's messages are acknowledged to this node.
            if (subscription.Ack != AckMode.Auto) queues.SubscribeToOwn(subscription);
            await topics.SubscribeAsync(subscription);
        }
    }

    public async ValueTask UnsubscribeAsync(StompSession session, Subscription subscription)
    {
        subscription.Replay?.Stop();
        if (destinations.IsOfUser(subscription.Destination))
        {
            local.Unsubscribe(subscription);
        }
        else if (subscription.Upstream is { } upstream)
        {
            // All of it ends with the session.
            if (!session.IsClosing) await upstream.Owner.UnsubscribeAsync(upstream);
        }
        else
        {
            topics.Unsubscribe(subscription);
            subscription.Consumer?.Queue.Discard();
        }
    }

    public void Leave(StompSession session) => _ = upstreams.EndAsync(session);

    public ValueTask<Task?> PublishAsync(in BrokerMessage message, StompSession? publisher, CancellationToken cancellationToken)
    {
        if (link.Dialect is not { } dialect) return ValueTask.FromException<Task?>(RelayFaults.Unavailable());
        if (publisher is not null && AnswersOf(message) is { } name) return AskAsync(publisher, name, message);
        var frame = RelayMessages.ToSend(message, ids.Next(), dialect);
        return link.LaneOf(publisher?.Id ?? message.Destination).PublishAsync(frame, cancellationToken);
    }

    public Task PublishLoggedAsync(in BrokerMessage message, out Outbox? behind)
    {
        behind = null;
        return outbound.AcceptAsync(message);
    }

    public ValueTask WhenRoomForLoggedAsync() => outbound.WhenRoomAsync();

    public bool IsInTransaction(string destination) => !destinations.IsOfUser(destination) && logged.RuleOf(destination) is null;

    public async ValueTask CommitAsync(StompSession session, IReadOnlyList<BrokerMessage> messages, IReadOnlyList<Acknowledgement> acknowledgements, Func<ValueTask> beforeAsync)
    {
        var relayed = acknowledgements.OfType<RelayedAcknowledgement>().ToList();
        var isUpstream = messages.Count > 0 || relayed.Count > 0;
        var upstream = isUpstream ? await upstreams.OfAsync(session) : null;
        foreach (var message in messages)
        {
            if (AnswersOf(message) is { } name) await upstreams.OfAnswersAsync(session, name);
        }

        var sends = messages.Select(message => RelayMessages.ToSend(message, ids.Next(), upstream!.Dialect)).ToList();
        if (upstream is not null) await upstream.WhenUpAsync();
        await beforeAsync();
        if (upstream is not null) await upstream.CommitAsync(sends, relayed);
        foreach (var acknowledgement in acknowledgements.Where(acknowledgement => acknowledgement is not RelayedAcknowledgement)) await acknowledgement.ApplyAsync(isConfirmed: true);
    }

    private static string? AnswersOf(in BrokerMessage message) =>
        message.Headers?[TemporaryQueues.ReplyTo] is { } name && name.StartsWith(TemporaryQueues.Prefix, StringComparison.Ordinal) ? name : null;

    // The broker makes the queue for the connection that asks.
    private async ValueTask<Task?> AskAsync(StompSession session, string name, BrokerMessage message)
    {
        var upstream = await upstreams.OfAnswersAsync(session, name);
        await upstream.SendAsync(RelayMessages.ToSend(message, ids.Next(), upstream.Dialect), isConfirmed: true);
        return null;
    }
}
