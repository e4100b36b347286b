namespace Stomp.Server.Broker.Queues;

/// <summary>Messages of a queue that wait, in the order of their places. Guarded by the queue's lock.</summary>
internal sealed class WaitingMessages
{
    private readonly LinkedList<QueuedMessage> _messages = [];

    // No message expires before this, in milliseconds since 1970.
    private long _nextExpiry = long.MaxValue;

    /// <summary>The place of the last one; 0 when there is none.</summary>
    public long LastPlace => _messages.Last?.Value.Place ?? 0;

    /// <summary>Takes a message behind all others.</summary>
    public void Add(QueuedMessage message)
    {
        Watch(message);
        _messages.AddLast(message);
    }

    /// <summary>Takes a message that was given out to the place that it had.</summary>
    public void PutBack(QueuedMessage message)
    {
        Watch(message);
        if (_messages.First is not { } first || first.Value.Place > message.Place) _messages.AddFirst(message);
        else if (message.Place - first.Value.Place < LastPlace - message.Place) _messages.AddBefore(FirstBehind(message.Place, first), message);
        else _messages.AddAfter(LastUpTo(message.Place), message);
    }

    public void Remove(LinkedListNode<QueuedMessage> node) => _messages.Remove(node);

    public void Clear() => _messages.Clear();

    /// <summary>The first one behind a place; null when there is none. It is looked for from the end: what nobody has seen is there.</summary>
    public LinkedListNode<QueuedMessage>? FirstBehind(long place)
    {
        if (_messages.First is { } first && first.Value.Place > place) return first;
        return LastPlace <= place ? null : LastUpTo(place).Next;
    }

    /// <summary>Takes out what has expired.</summary>
    public IReadOnlyList<QueuedMessage> TakeExpired(DateTimeOffset now)
    {
        if (now.ToUnixTimeMilliseconds() < _nextExpiry) return [];
        _nextExpiry = long.MaxValue;
        var expired = new List<QueuedMessage>();
        for (var node = _messages.First; node is not null;)
        {
            var next = node.Next;
            if (node.Value.IsExpired(now))
            {
                expired.Add(node.Value);
                _messages.Remove(node);
            }
            else
            {
                Watch(node.Value);
            }

            node = next;
        }

        return expired;
    }

    private void Watch(QueuedMessage message)
    {
        if (message.Expires > 0) _nextExpiry = Math.Min(_nextExpiry, message.Expires);
    }

    private static LinkedListNode<QueuedMessage> FirstBehind(long place, LinkedListNode<QueuedMessage> node)
    {
        while (node.Value.Place < place) node = node.Next!;
        return node;
    }

    private LinkedListNode<QueuedMessage> LastUpTo(long place)
    {
        var node = _messages.Last!;
        while (node.Value.Place > place) node = node.Previous!;
        return node;
    }
}
