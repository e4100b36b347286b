using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stomp.Client;
using Stomp.Server.Broker;
using Stomp.Server.Log;
using Stomp.Server.Metrics;
using Stomp.Server.Sessions;

namespace Stomp.Server.Relay;

/// <summary>The topics that sessions of this node are subscribed to: each comes from the broker once, and is fanned out here.</summary>
internal sealed partial class SharedTopics(BrokerLink link, LoggedDestinations logged, LogReader reader, LogEpoch epoch, MessageIds ids, OutboxFlusher flusher,
    ServerMeter meter, IOptions<BrokerRelayOptions> options, TimeProvider time, ILogger<SharedTopics> logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SharedTopic> _topics = new(StringComparer.Ordinal);
    private readonly BrokerRelayOptions _options = options.Value;

    public int Count
    {
        get { lock (_gate) return _topics.Count; }
    }

    /// <summary>Subscribes here, and at the broker if nobody was before; done when it is in force there.</summary>
    /// <exception cref="MessageRejectedException">The broker refuses, or is away.</exception>
    public async ValueTask SubscribeAsync(Subscription subscription)
    {
        SharedTopic topic;
        Task upstream;
        lock (_gate)
        {
            if (!_topics.TryGetValue(subscription.Destination, out topic!))
            {
                topic = new(subscription.Destination, meter);
                topic.Upstream = OpenAsync(topic);
                _topics.Add(topic.Name, topic);
            }

            topic.Subscribers++;
            topic.Add(subscription);
            upstream = topic.Upstream;
        }

        if (upstream.IsCompletedSuccessfully) return;
        try
        {
            await upstream;
        }
        catch
        {
            Leave(topic, subscription);
            throw;
        }
    }

    public void Unsubscribe(Subscription subscription)
    {
        SharedTopic? topic;
        lock (_gate) topic = _topics.GetValueOrDefault(subscription.Destination);
        if (topic is not null) Leave(topic, subscription);
    }

    private void Leave(SharedTopic topic, Subscription subscription)
    {
        int leaving;
        lock (_gate)
        {
            topic.Remove(subscription);
            if (--topic.Subscribers > 0) return;
            leaving = ++topic.Leavings;
            if (topic.Upstream.IsFaulted) Forget(topic);
        }

        if (!topic.Upstream.IsFaulted) _ = EndLaterAsync(topic, leaving);
    }

    private async Task EndLaterAsync(SharedTopic topic, int leaving)
    {
        await Task.Delay(_options.TopicLinger, time);
        lock (_gate)
        {
            if (topic.Subscribers > 0 || topic.Leavings != leaving) return;
            Forget(topic);
        }

        try
        {
            await (await topic.Upstream).DisposeAsync();
        }
        catch (MessageRejectedException)
        {
            // There was none.
        }
    }

    private void Forget(SharedTopic topic) => _ = _topics.GetValueOrDefault(topic.Name) == topic && _topics.Remove(topic.Name);

    private async Task<StompSubscription> OpenAsync(SharedTopic topic)
    {
        // Not under the lock of who asks.
        await Task.Yield();
        try
        {
            var dialect = await link.WhenDialectAsync();
            var destination = topic.IsPattern ? dialect.PatternToBroker(topic.Name) : dialect.ToBroker(topic.Name);
            var subscribe = new StompSubscribeOptions { OnMessage = (frame, _) => TakeAsync(topic, dialect, frame) };
            if (!topic.IsPattern && logged.RuleOf(topic.Name) is not null) topic.Order = new(topic, reader, epoch.Value, logger);
            while (true)
            {
                try
                {
                    var upstream = await link.System.Client.OpenSubscriptionAsync(destination, subscribe);
                    // Made while there was no connection, it comes with the next.
                    await link.WhenUpAsync(link.System);
                    if (topic.Order is { } order) await order.BeginAsync();
                    return upstream;
                }
                catch (StompConnectionException)
                {
                    await link.WhenUpAsync(link.System);
                }
            }
        }
        catch (Exception e) when (RelayFaults.Of(e) is not null)
        {
            LogNotSubscribed(topic.Name, e.Message);
            throw RelayFaults.Of(e)!;
        }
    }

    private ValueTask TakeAsync(SharedTopic topic, BrokerDialect dialect, StompFrame frame)
    {
        var upstream = frame.Headers[StompHeaderNames.Destination] ?? "";
        // The broker's patterns know no topic that is nobody's business.
        if (topic.IsPattern && upstream.StartsWith(BrokerDialect.NodesPrefix, StringComparison.Ordinal)) return default;
        var destination = topic.IsPattern ? dialect.FromBroker(upstream) : topic.Name;
        var message = RelayMessages.FromMessage(frame, destination, dialect, out var messageId);
        return topic.Order is { } order && message.Stamp is not null
            ? order.FanOutAsync(message, (inTurn, id) => FanOutAsync(topic, inTurn, id))
            : FanOutAsync(topic, message, messageId ?? ids.Next());
    }

    private ValueTask FanOutAsync(SharedTopic topic, in BrokerMessage message, string messageId)
    {
        var isOwnTurn = flusher.BeginTurn();
        try
        {
            return topic.Publish(message, messageId)?.WaitForRoomAsync(MessageRouter.PublisherStall, CancellationToken.None) ?? default;
        }
        finally
        {
            if (isOwnTurn) flusher.EndTurn();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker did not subscribe this node to {Topic}: {Reason}")]
    private partial void LogNotSubscribed(string topic, string reason);
}
