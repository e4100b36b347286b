using Stomp.Server.Transports;

namespace Stomp.Server.Sessions;

/// <summary>The outboxes that one thread has put something into and not yet handed over.</summary>
internal sealed class OutboxTurn
{
    private FrameBatch? _batch;

    /// <summary>Whom they will be handed to; null while the thread collects nothing.</summary>
    public OutboxFlusher? Flusher { get; set; }

    public List<Outbox> Outboxes { get; } = [];

    /// <summary>What is left to its end.</summary>
    public Queue<Action> Deferred { get; } = new();

    /// <summary>Whether the thread writes: what a write sets off must not begin a turn in the middle of it.</summary>
    public bool IsWriting { get; private set; }

    /// <summary>Does what was left to its end; none of it waits. It may begin and end turns itself, which find what is still left.</summary>
    public void RunDeferred()
    {
        while (Deferred.TryDequeue(out var work)) work();
    }

    /// <summary>Writes what they hold, on this thread. What comes to them meanwhile is left to the flusher.</summary>
    public void Write(OutboxFlusher flusher)
    {
        IsWriting = true;
        _batch ??= new();
        foreach (var outbox in Outboxes)
        {
            if (outbox.Drain(_batch)) flusher.Schedule(outbox);
        }

        Outboxes.Clear();
        _batch.Release();
        IsWriting = false;
    }
}
