using System.Collections.Concurrent;
using Stomp.Server.Broker.Queues;
using Stomp.Server.Metrics;
using Stomp.Server.Sessions;

namespace Stomp.Server.Broker;

/// <summary>
/// The built-in broker: what is published to a destination goes to everybody subscribed to it, by its name or by a pattern.
/// </summary>
/// <remarks>
/// A pattern's subscription is copied into each topic it matches, when one of the two comes to exist, so publishing never matches
/// patterns. Topics come to exist with their first subscriber or, while there are patterns, with the first message that
/// matches one; they go with the last subscriber by their own name.
/// </remarks>
internal sealed class InMemoryBroker(QueueBroker queues, MessageIds ids, OutboxFlusher flusher, ServerMeter meter) : IMessageBroker
{
    /// <summary>Topics that only patterns hold are a cache; when so many were made they are all given up.</summary>
    internal const int MostPatternTopics = 1024;

    private readonly ConcurrentDictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private readonly Lock _patternsGate = new();
    private readonly List<Subscription> _patterns = [];
    private volatile bool _hasPatterns;
    private int _patternTopics;

    public int TopicCount => _topics.Count;

    public void Subscribe(Subscription subscription)
    {
        if (Destinations.IsQueue(subscription.Destination))
        {
            queues.Subscribe(subscription);
            return;
        }

        if (subscription.Ack != AckMode.Auto) queues.SubscribeToOwn(subscription);
        if (DestinationPattern.IsPattern(subscription.Destination))
        {
            SubscribePattern(subscription);
            return;
        }

        while (!FindOrMake(subscription.Destination).TryAdd(subscription))
        {
            // The topic lost its last subscriber between being found and being joined.
        }
    }

    public void Unsubscribe(Subscription subscription)
    {
        subscription.Replay?.Stop();
        if (Destinations.IsQueue(subscription.Destination))
        {
            queues.Unsubscribe(subscription);
            return;
        }

        if (DestinationPattern.IsPattern(subscription.Destination)) UnsubscribePattern(subscription);
        else if (_topics.TryGetValue(subscription.Destination, out var topic)) RemoveFrom(topic, subscription);
        subscription.Consumer?.Queue.Discard();
    }

    /// <summary>Hands the message to everybody subscribed, or into its queue.</summary>
    /// <returns>An outbox that is more than half full, for the publisher to wait for; null when all keep up.</returns>
    /// <exception cref="MessageRejectedException">It goes to a queue, which is full.</exception>
    public Outbox? Publish(in BrokerMessage message)
    {
        if (Destinations.IsQueue(message.Destination))
        {
            queues.Send(message);
            return null;
        }

        // The session that it comes from has a turn, mostly, which may be of several messages.
        var isOwnTurn = flusher.BeginTurn();
        try
        {
            return PublishToTopic(message);
        }
        finally
        {
            if (isOwnTurn) flusher.EndTurn();
        }
    }

    ValueTask IMessageBroker.SubscribeAsync(StompSession session, Subscription subscription)
    {
        Subscribe(subscription);
        return default;
    }

    ValueTask IMessageBroker.UnsubscribeAsync(StompSession session, Subscription subscription)
    {
        Unsubscribe(subscription);
        return default;
    }

    void IMessageBroker.Leave(StompSession session)
    {
        // Its subscriptions were all there was.
    }

    ValueTask<Task?> IMessageBroker.PublishAsync(in BrokerMessage message, StompSession? publisher, CancellationToken cancellationToken) =>
        Publish(message) is { } behind ? StallAsync(behind, cancellationToken) : default;

    bool IMessageBroker.ConfirmsLater => false;

    Task IMessageBroker.PublishLoggedAsync(in BrokerMessage message, out Outbox? behind)
    {
        behind = Publish(message);
        return Task.CompletedTask;
    }

    ValueTask IMessageBroker.WhenRoomForLoggedAsync() => default;

    bool IMessageBroker.IsInTransaction(string destination) => Destinations.IsQueue(destination);

    async ValueTask IMessageBroker.CommitAsync(StompSession session, IReadOnlyList<BrokerMessage> messages, IReadOnlyList<Acknowledgement> acknowledgements,
        Func<ValueTask> beforeAsync)
    {
        var kept = queues.Reserve(messages);
        try
        {
            await beforeAsync();
        }
        catch
        {
            // The room that was kept is others'.
            queues.Release(kept);
            throw;
        }

        foreach (var message in messages) queues.SendReserved(message);
        foreach (var acknowledgement in acknowledgements) await acknowledgement.ApplyAsync(isConfirmed: true);
    }

    bool IMessageBroker.HasReplyQueues => false;

    private static async ValueTask<Task?> StallAsync(Outbox behind, CancellationToken cancellationToken)
    {
        await behind.WaitForRoomAsync(MessageRouter.PublisherStall, cancellationToken);
        return null;
    }

    private Outbox? PublishToTopic(in BrokerMessage message)
    {
        string? messageId = null;
        while (true)
        {
            if (!_topics.TryGetValue(message.Destination, out var topic))
            {
                topic = _hasPatterns ? MakeForPatterns(message.Destination) : null;
                if (topic is null) return null;
            }

            if (!topic.TryPublish(message, messageId ??= message.Stamp?.MessageId ?? ids.Next(), out var delivered, out var behind)) continue;
            meter.Deliver(delivered);
            return behind;
        }
    }

    private Topic FindOrMake(string destination)
    {
        if (_topics.TryGetValue(destination, out var topic)) return topic;
        lock (_patternsGate) return _topics.TryGetValue(destination, out topic) ? topic : Make(destination);
    }

    private Topic? MakeForPatterns(string destination)
    {
        lock (_patternsGate)
        {
            if (_topics.TryGetValue(destination, out var topic)) return topic;
            if (!_patterns.Exists(pattern => DestinationPattern.Matches(pattern.Destination, destination))) return null;
            if (++_patternTopics > MostPatternTopics) GiveUpPatternTopics();
            return Make(destination);
        }
    }

    private Topic Make(string destination)
    {
        var topic = new Topic(destination);
        foreach (var pattern in _patterns)
        {
            if (DestinationPattern.Matches(pattern.Destination, destination)) topic.TryAdd(pattern);
        }

        _topics[destination] = topic;
        return topic;
    }

    private void GiveUpPatternTopics()
    {
        _patternTopics = 0;
        foreach (var (_, topic) in _topics)
        {
            if (topic.GiveUpIfByPatternOnly()) Forget(topic);
        }
    }

    private void SubscribePattern(Subscription subscription)
    {
        lock (_patternsGate)
        {
            _patterns.Add(subscription);
            _hasPatterns = true;
            foreach (var (destination, topic) in _topics)
            {
                if (DestinationPattern.Matches(subscription.Destination, destination)) topic.TryAdd(subscription);
            }
        }
    }

    private void UnsubscribePattern(Subscription subscription)
    {
        lock (_patternsGate)
        {
            if (!_patterns.Remove(subscription)) return;
            _hasPatterns = _patterns.Count > 0;
            foreach (var (destination, topic) in _topics)
            {
                if (DestinationPattern.Matches(subscription.Destination, destination)) RemoveFrom(topic, subscription);
            }
        }
    }

    private void RemoveFrom(Topic topic, Subscription subscription)
    {
        if (topic.Remove(subscription)) Forget(topic);
    }

    // Only this very topic: another of the same name may stand there by now.
    private void Forget(Topic topic) => _topics.TryRemove(KeyValuePair.Create(topic.Destination, topic));
}
