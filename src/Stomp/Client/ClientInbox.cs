namespace Stomp.Client;

/// <summary>A client's subscriptions, which outlive its connections, and what the server sends to them.</summary>
/// <param name="tellError">Called with an ERROR that answers no call.</param>
internal sealed class ClientInbox(Action<StompErrorException> tellError)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StompSubscription> _subscriptions = [];
    private bool _isClosed;

    public IReadOnlyList<StompSubscription> All
    {
        get
        {
            lock (_gate) return [.. _subscriptions.Values];
        }
    }

    public void Tell(StompErrorException error) => tellError(error);

    /// <exception cref="ArgumentException">There is one of this id.</exception>
    /// <exception cref="ObjectDisposedException">The client is closed.</exception>
    public void Add(StompSubscription subscription)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(StompClient));
            if (!_subscriptions.TryAdd(subscription.Id, subscription))
                throw new ArgumentException($"There is a subscription '{subscription.Id}' already.", nameof(subscription));
        }
    }

    public bool Remove(StompSubscription subscription)
    {
        // One that was refused because its id is taken must not take the other away.
        lock (_gate) return _subscriptions.GetValueOrDefault(subscription.Id) == subscription && _subscriptions.Remove(subscription.Id);
    }

    /// <summary>Hands a MESSAGE to its subscription, waiting for room there; one of no subscription is late, and forgotten.</summary>
    public ValueTask DeliverAsync(StompFrame frame, ClientConnection connection, CancellationToken cancellationToken) =>
        Find(frame)?.DeliverAsync(frame, connection, cancellationToken) ?? default;

    /// <summary>Takes no more messages; consumers get what they have, and then the reason, if any.</summary>
    public void Close(Exception? reason)
    {
        lock (_gate) _isClosed = true;
        foreach (var subscription in All) subscription.Complete(reason);
    }

    private StompSubscription? Find(StompFrame frame)
    {
        lock (_gate)
        {
            if (frame.Headers[StompHeaderNames.Subscription] is { } id) return _subscriptions.GetValueOrDefault(id);
            // Servers of 1.0 may leave the subscription out.
            var destination = frame.Headers[StompHeaderNames.Destination];
            foreach (var subscription in _subscriptions.Values)
                if (subscription.Destination == destination) return subscription;
            return null;
        }
    }
}
