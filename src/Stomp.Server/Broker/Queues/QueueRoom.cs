using Stomp.Server.Sessions;

namespace Stomp.Server.Broker.Queues;

/// <summary>How much is in a queue, and how much it may hold. Guarded by the queue's lock.</summary>
/// <param name="limits">How much may be in it.</param>
/// <param name="gauge">Counts what waits in all queues together.</param>
internal sealed class QueueRoom(QueueLimits limits, MemoryGauge gauge)
{
    private long _bytes;
    private long _reservedBytes;
    private Signal _whenFree;

    /// <summary>Messages that wait or are with a subscriber.</summary>
    public int Messages { get; private set; }

    /// <summary>Messages of transactions that room is kept for.</summary>
    public int Reserved { get; private set; }

    public bool IsOverHalf => Messages > limits.MaxMessages / 2 || _bytes > limits.MaxBytes / 2;

    /// <summary>Done when no more than half of it is taken.</summary>
    public Task WhenFree => _whenFree.WhenSet;

    public bool Fits(int messages, long bytes) =>
        Messages + Reserved + messages <= limits.MaxMessages && _bytes + _reservedBytes + bytes <= limits.MaxBytes;

    public void Reserve(int messages, long bytes)
    {
        Reserved += messages;
        _reservedBytes += bytes;
    }

    public void Take(QueuedMessage message)
    {
        Messages++;
        _bytes += message.Bytes;
        gauge.Add(message.Bytes);
    }

    public void Free(QueuedMessage message)
    {
        Messages--;
        _bytes -= message.Bytes;
        gauge.Add(-message.Bytes);
        if (!IsOverHalf) _whenFree.Set();
    }

    public void FreeAll()
    {
        gauge.Add(-_bytes);
        _bytes = Messages = 0;
    }
}
