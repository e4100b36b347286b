using Stomp.Server.Transports;

namespace Stomp.Server.Sessions;

/// <summary>Drains outboxes on a thread of the pool, for as long as there are any.</summary>
internal sealed class FlushWorker(OutboxFlusher flusher) : IThreadPoolWorkItem
{
    private readonly FrameBatch _batch = new();
    private readonly List<Outbox> _share = [];
    private readonly List<Outbox> _unfinished = [];

    public void Start() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    public void Execute()
    {
        while (flusher.TryExchange(this, _unfinished, _share))
        {
            foreach (var outbox in _share)
            {
                if (outbox.Drain(_batch)) _unfinished.Add(outbox);
            }

            _share.Clear();
            _batch.Release();
        }
    }
}
