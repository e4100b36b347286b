namespace Stomp.Server.Broker.Queues;

/// <summary>The subscribers of a queue, who take in turn, and what each of them has seen. Guarded by the queue's lock.</summary>
internal sealed class ConsumerTurns
{
    private readonly List<Consumer> _consumers = [];
    private int _turn;

    public int Count => _consumers.Count;

    /// <summary>Whether anybody has room for more.</summary>
    public bool HaveRoom => _consumers.Exists(static consumer => consumer.HasRoom);

    /// <summary>The place up to which everybody who has room has seen all that waits; the highest of numbers when nobody has room.</summary>
    public long SeenByAll
    {
        get
        {
            var seen = long.MaxValue;
            foreach (var consumer in _consumers)
            {
                if (consumer.HasRoom) seen = Math.Min(seen, consumer.SeenUpTo);
            }

            return seen;
        }
    }

    public void Add(Consumer consumer) => _consumers.Add(consumer);

    public void Remove(Consumer consumer) => _consumers.Remove(consumer);

    public void Clear() => _consumers.Clear();

    /// <summary>The next one in turn that has room and wants the message.</summary>
    public Consumer? NextFor(QueuedMessage message)
    {
        for (var i = 0; i < _consumers.Count; i++)
        {
            var consumer = _consumers[(_turn + i) % _consumers.Count];
            if (!consumer.HasRoom || message.Place <= consumer.SeenUpTo || !consumer.Wants(message)) continue;
            _turn = (_turn + i + 1) % _consumers.Count;
            return consumer;
        }

        return null;
    }

    /// <summary>Everybody who has room has seen all up to a place.</summary>
    public void SawAllUpTo(long place)
    {
        foreach (var consumer in _consumers)
        {
            if (consumer.HasRoom) consumer.SeenUpTo = place;
        }
    }

    /// <summary>A message has come back: who wants it has not seen it.</summary>
    public void SeeAgain(QueuedMessage message)
    {
        foreach (var consumer in _consumers)
        {
            if (consumer.SeenUpTo >= message.Place && consumer.Wants(message)) consumer.SeenUpTo = message.Place - 1;
        }
    }
}
