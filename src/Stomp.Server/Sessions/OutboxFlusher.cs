using System.Collections.Concurrent;
using Stomp.Server.Broker;

namespace Stomp.Server.Sessions;

/// <summary>
/// The one place that writes: drains outboxes that came to hold something, all that wait in one go, so that a broadcast wakes one
/// worker and not one for each subscriber. A write that cannot be finished at once goes on without it.
/// </summary>
internal sealed class OutboxFlusher : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<Outbox> _waiting = new();
    private readonly EncodedFrame[] _batch = new EncodedFrame[256];
    private int _isScheduled;

    public void Schedule(Outbox outbox)
    {
        _waiting.Enqueue(outbox);
        ScheduleSelf();
    }

    public void Execute()
    {
        while (_waiting.TryDequeue(out var outbox)) outbox.Drain(_batch);
        Array.Clear(_batch);
        // Something may have come between the last look and the flag. A full fence: with a mere volatile write the next look could be
        // taken before the flag is seen, and who comes just then would be forgotten.
        Interlocked.Exchange(ref _isScheduled, 0);
        if (!_waiting.IsEmpty) ScheduleSelf();
    }

    private void ScheduleSelf()
    {
        if (Interlocked.Exchange(ref _isScheduled, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
