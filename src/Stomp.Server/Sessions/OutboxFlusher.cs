namespace Stomp.Server.Sessions;

/// <summary>
/// Has the outboxes drained that came to hold something: a few by the thread that filled them, many by a worker that takes all that wait
/// in one go, so that a broadcast wakes one and not one for each subscriber. A write that cannot be finished at once goes on without either.
/// </summary>
internal sealed class OutboxFlusher
{
    // What a worker takes at a time; what is more, another one may take.
    private const int Share = 512;

    // So few are written by the thread that filled them: a wake-up costs as much as some writes.
    private const int MostByOwnThread = 16;

    [ThreadStatic]
    private static OutboxTurn? _turn;

    private readonly Lock _gate = new();
    private readonly Queue<Outbox> _waiting = new();
    private readonly Stack<FlushWorker> _idle = new();

    /// <param name="workers">How many may write at the same time.</param>
    public OutboxFlusher(int workers)
    {
        for (var i = 0; i < workers; i++) _idle.Push(new(this));
    }

    /// <summary>As many workers as half the processors, which leaves the others to those who read.</summary>
    public OutboxFlusher()
        : this(Math.Max(1, Environment.ProcessorCount / 2))
    {
    }

    /// <summary>
    /// Collects what this thread schedules until <see cref="EndTurn"/>, so that several messages to the same outboxes are written together.
    /// The turn has to be ended by the same thread, before it waits for anything.
    /// </summary>
    /// <returns>Whether a turn begins; false when the thread is in one, which somebody else ends, or writes.</returns>
    public bool BeginTurn()
    {
        var turn = _turn ??= new();
        if (turn.Flusher is not null || turn.IsWriting) return false;
        turn.Flusher = this;
        return true;
    }

    /// <summary>Leaves work for many messages to the end of this thread's turn, where all that came in it are done together.</summary>
    /// <returns>False when the thread is in no turn.</returns>
    public bool TryDefer(Action work)
    {
        if (_turn is not { } turn || turn.Flusher != this) return false;
        turn.Deferred.Enqueue(work);
        return true;
    }

    /// <summary>Has everything written that this thread collected, behind what was left to the turn's end.</summary>
    public void EndTurn()
    {
        if (_turn is not { } turn || turn.Flusher != this) return;
        turn.Flusher = null;
        turn.RunDeferred();
        if (turn.Outboxes.Count == 0) return;
        if (turn.Outboxes.Count <= MostByOwnThread)
        {
            turn.Write(this);
            return;
        }

        FlushWorker? worker;
        lock (_gate)
        {
            foreach (var outbox in turn.Outboxes) _waiting.Enqueue(outbox);
            _idle.TryPop(out worker);
        }

        turn.Outboxes.Clear();
        worker?.Start();
    }

    /// <summary>Has an outbox drained. It is the flusher's until it has told it that it is empty.</summary>
    public void Schedule(Outbox outbox)
    {
        if (_turn is { } turn && turn.Flusher == this)
        {
            turn.Outboxes.Add(outbox);
            return;
        }

        FlushWorker? worker;
        lock (_gate)
        {
            _waiting.Enqueue(outbox);
            _idle.TryPop(out worker);
        }

        worker?.Start();
    }

    /// <summary>Gives a worker something to do, or notes that it is idle: under one lock, so that nothing is forgotten between the two.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="unfinished">What it has drained that holds more by now: it goes behind those that wait.</param>
    /// <param name="share">Takes the outboxes.</param>
    /// <returns>False when there is nothing to do. The worker may have been started anew by then, so it touches nothing any more.</returns>
    public bool TryExchange(FlushWorker worker, List<Outbox> unfinished, List<Outbox> share)
    {
        FlushWorker? another = null;
        lock (_gate)
        {
            foreach (var outbox in unfinished) _waiting.Enqueue(outbox);
            unfinished.Clear();
            if (_waiting.Count == 0)
            {
                _idle.Push(worker);
                return false;
            }

            while (share.Count < Share && _waiting.TryDequeue(out var outbox)) share.Add(outbox);
            if (_waiting.Count > 0) _idle.TryPop(out another);
        }

        another?.Start();
        return true;
    }
}
