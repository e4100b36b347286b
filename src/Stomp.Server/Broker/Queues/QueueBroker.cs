using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stomp.Server.Metrics;
using Stomp.Server.Sessions;

namespace Stomp.Server.Broker.Queues;

/// <summary>The queues of the built-in broker: made by their first message or subscriber, gone when nobody needs them.</summary>
internal sealed partial class QueueBroker(IOptions<StompOptions> options, MemoryGauge gauge, ServerMeter meter, TimeProvider time, MessageIds ids, ILogger<QueueBroker> logger)
{
    private readonly ConcurrentDictionary<string, MessageQueue> _queues = new(StringComparer.Ordinal);
    private readonly StompOptions _options = options.Value;

    public int Count => _queues.Count;

    /// <summary>Puts a message into its queue.</summary>
    /// <exception cref="MessageRejectedException">The queue is full, or there can be none.</exception>
    public void Send(in BrokerMessage message)
    {
        var queued = new QueuedMessage(message, ids.Next());
        if (queued.IsExpired(time.GetUtcNow())) return;
        while (true)
        {
            if (FindOrMake(message.Destination) is not { } queue)
            {
                LogNobodyWaits(queued.MessageId, message.Destination);
                return;
            }

            if (queue.TryEnqueue(queued) is not { } isTaken) continue;
            if (!isTaken) throw Full(message.Destination);
            Forget(queue);
            return;
        }
    }

    /// <summary>Puts a message into the room that was kept for it.</summary>
    public void SendReserved(in BrokerMessage message) => FindOrMake(message.Destination)?.TryEnqueue(new QueuedMessage(message, ids.Next()), isReserved: true);

    /// <summary>Keeps room for the messages of a transaction, so that none of them can be refused later.</summary>
    /// <returns>What was kept, to be given back when the messages are about to be sent.</returns>
    /// <exception cref="MessageRejectedException">A queue has no room; nothing is kept.</exception>
    public IReadOnlyList<QueueReservation> Reserve(IEnumerable<BrokerMessage> messages)
    {
        var kept = new List<QueueReservation>();
        foreach (var group in messages.GroupBy(message => message.Destination, StringComparer.Ordinal))
        {
            var count = group.Count();
            var bytes = group.Sum(message => (long)new QueuedMessage(message, "").Bytes);
            MessageQueue? queue;
            bool? isKept;
            do
            {
                queue = FindOrMake(group.Key);
                isKept = queue is null ? true : queue.TryReserve(count, bytes);
            }
            while (isKept is null);

            if (queue is null) continue;
            if (isKept.Value)
            {
                kept.Add(new(queue, count, bytes));
                continue;
            }

            Release(kept);
            Forget(queue);
            throw Full(group.Key);
        }

        return kept;
    }

    /// <summary>Gives back what was kept.</summary>
    public void Release(IEnumerable<QueueReservation> reservations)
    {
        foreach (var (queue, messages, bytes) in reservations)
        {
            queue.Unreserve(messages, bytes);
            Forget(queue);
        }
    }

    public void Subscribe(Subscription subscription)
    {
        do
        {
            subscription.Consumer = FindOrMakeAny(subscription.Destination).TryAdd(subscription);
        }
        while (subscription.Consumer is null);
    }

    /// <summary>Makes a queue for a single subscription to a topic: what it may not hold yet waits there.</summary>
    public void SubscribeToOwn(Subscription subscription)
    {
        var limits = new QueueLimits(_options.MaxQueuedFrames, _options.MaxQueuedBytes, _options.MaxDeliveries);
        subscription.Consumer = new MessageQueue(subscription.Destination, limits, gauge, meter, time).TryAdd(subscription);
    }

    public void Unsubscribe(Subscription subscription)
    {
        var consumer = subscription.Consumer!;
        if (Destinations.IsReply(subscription.Destination))
        {
            // Nobody else can ever subscribe to it.
            consumer.Queue.Discard();
            _queues.TryRemove(KeyValuePair.Create(subscription.Destination, consumer.Queue));
            return;
        }

        Bury(consumer.Queue.Remove(consumer), "delivery_limit");
        Forget(consumer.Queue);
    }

    public void Acknowledge(Consumer consumer, IReadOnlyList<Delivery> deliveries)
    {
        consumer.Queue.Acknowledge(consumer, deliveries);
        Forget(consumer.Queue);
    }

    public void Reject(Consumer consumer, IReadOnlyList<Delivery> deliveries, bool requeue) =>
        Bury(consumer.Queue.Reject(consumer, deliveries, requeue), requeue ? "delivery_limit" : "rejected");

    /// <summary>Forgets messages that have expired where nobody takes any, so that they hold no room and their queues can vanish.</summary>
    public void DropExpired()
    {
        foreach (var (_, queue) in _queues)
        {
            queue.DropExpired();
            Forget(queue);
        }
    }

    /// <returns>
    /// Null for an answer that nobody waits for: who asked has gone, and nobody else can get it. RabbitMQ drops it, too; to refuse it would end
    /// the session of who answers.
    /// </returns>
    private MessageQueue? FindOrMake(string destination) =>
        Destinations.IsReply(destination) ? _queues.GetValueOrDefault(destination) : FindOrMakeAny(destination);

    private MessageQueue FindOrMakeAny(string destination)
    {
        if (_queues.TryGetValue(destination, out var queue)) return queue;
        if (_queues.Count >= _options.MaxQueues) throw new MessageRejectedException($"There are {_options.MaxQueues} queues already.", "urn:stomp:too-many-queues");
        return _queues.GetOrAdd(destination, static (name, self) => self.Make(name), this);
    }

    /// <summary>The dead letters' own queue keeps what comes to it, however often it is given out.</summary>
    private MessageQueue Make(string destination) => new(destination, new QueueLimits(
        _options.MaxQueueMessages, _options.MaxQueueBytes, destination == _options.DeadLetterDestination ? 0 : _options.MaxDeliveries), gauge, meter, time);

    private void Forget(MessageQueue queue)
    {
        if (queue.GiveUpIfIdle()) _queues.TryRemove(KeyValuePair.Create(queue.Destination, queue));
    }

    private void Bury(IReadOnlyList<QueuedMessage> dead, string reason)
    {
        foreach (var message in dead)
        {
            var original = message.Message;
            // RabbitMQ's names.
            var headers = new StompHeaders();
            headers.Add("x-first-death-queue", original.Destination);
            headers.Add("x-first-death-reason", reason);
            if (original.Headers is not null)
            {
                foreach (ref readonly var header in original.Headers.AsSpan())
                {
                    if (header.Key is not ("expires" or "expiration")) headers.Add(header.Key, header.Value);
                }
            }

            try
            {
                Send(original with { Destination = _options.DeadLetterDestination, Headers = headers });
                LogBuried(message.MessageId, original.Destination, reason);
            }
            catch (MessageRejectedException)
            {
                LogDeadLettersFull(message.MessageId, original.Destination);
            }
        }
    }

    private static MessageRejectedException Full(string destination) =>
        new($"The queue '{destination}' is full.", "urn:stomp:queue-full");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Message} of {Queue} went to the dead letters: {Reason}")]
    private partial void LogBuried(string message, string queue, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Message {Message} is dropped: nobody waits for answers at {Queue} any more")]
    private partial void LogNobodyWaits(string message, string queue);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Message} of {Queue} is lost: the dead letters are full")]
    private partial void LogDeadLettersFull(string message, string queue);
}
