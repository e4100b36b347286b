using Stomp.Server.Broker;
using Stomp.Server.Transports;

namespace Stomp.Server.Sessions;

/// <summary>
/// What one session has yet to be sent. Anybody may put frames in, in the order that they hold; whoever drains it, one at a time, writes
/// all it holds at once.
/// </summary>
/// <param name="transport">Writes the frames.</param>
/// <param name="flusher">Drains outboxes that hold something.</param>
/// <param name="gauge">Counts what waits in all outboxes together.</param>
/// <param name="options">How much may wait.</param>
/// <param name="time">The clock that tells how long a write takes.</param>
internal sealed class Outbox(StompTransport transport, OutboxFlusher flusher, MemoryGauge gauge, StompOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly FrameRing _frames = new();
    private readonly int _maxBytes = options.MaxQueuedBytes;
    private int _writing;
    private GaugeShare _gauged = new(gauge);
    private bool _draining;
    private bool _ending;
    private bool _abandoned;
    private long _writeStarted;
    private Signal _room;
    private Signal _drained;
    private Signal _idle;

    /// <summary>Called when it overflows or a write fails, with what it failed with; the outbox takes nothing more then. Must not block.</summary>
    public required Action<DisconnectReason, Exception?> OnFailed { get; init; }

    /// <summary>When something was last handed to the transport, as a timestamp of the clock.</summary>
    public long LastWrite { get; private set; } = time.GetTimestamp();

    /// <summary>Bytes that wait or are being written.</summary>
    public int QueuedBytes
    {
        get { lock (_gate) return Queued; }
    }

    private int Queued => _frames.Bytes + _writing;

    private bool IsOverHalf => Queued > _maxBytes / 2 || _frames.Count > options.MaxQueuedFrames / 2;

    /// <summary>Queues a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="droppable">Whose it is, if its subscription may lose messages; else null.</param>
    /// <param name="told">How many lost messages the frame tells of.</param>
    public EnqueueOutcome Enqueue(EncodedFrame frame, Subscription? droppable = null, int told = 0)
    {
        bool drain;
        bool isBehind;
        lock (_gate)
        {
            if (_ending) return EnqueueOutcome.Refused;
            if (!HasRoomFor(frame) && !MakeRoomFor(frame, droppable))
            {
                if (droppable is not null)
                {
                    droppable.Dropped += 1 + told;
                    return EnqueueOutcome.Taken;
                }

                Forget();
                OnFailed(DisconnectReason.SlowConsumer, null);
                return EnqueueOutcome.Refused;
            }

            drain = Push(frame, droppable, told);
            isBehind = IsOverHalf;
        }

        if (drain) flusher.Schedule(this);
        return isBehind ? EnqueueOutcome.Behind : EnqueueOutcome.Taken;
    }

    /// <summary>Queues a frame of a replay while less than half of what may wait does. If it is <see cref="EnqueueOutcome.Behind"/> it was not taken.</summary>
    public EnqueueOutcome Offer(EncodedFrame frame, out Task? room)
    {
        lock (_gate)
        {
            var isBehind = !_ending && (IsOverHalf || !HasRoomFor(frame));
            room = isBehind ? _room.WhenSet : null;
            if (isBehind) return EnqueueOutcome.Behind;
            return Enqueue(frame) == EnqueueOutcome.Refused ? EnqueueOutcome.Refused : EnqueueOutcome.Taken;
        }
    }

    /// <summary>How many messages the subscription has lost since this was last asked.</summary>
    public int TakeDropped(Subscription subscription)
    {
        lock (_gate)
        {
            var dropped = subscription.Dropped;
            subscription.Dropped = 0;
            return dropped;
        }
    }

    /// <summary>Ends the session: it holds more of a subscription's messages than may wait.</summary>
    public void Overflow()
    {
        DropQueued();
        OnFailed(DisconnectReason.SlowConsumer, null);
    }

    /// <summary>Queues one of the frames that end the session, whatever waits before it and whether or not it overflowed.</summary>
    public void EnqueueLast(EncodedFrame frame)
    {
        bool drain;
        lock (_gate)
        {
            _ending = true;
            if (_abandoned) return;
            drain = Push(frame, null, 0);
        }

        if (drain) flusher.Schedule(this);
    }

    /// <summary>Queues a heart-beat if nothing waits to be written anyway: any data counts as one.</summary>
    public void EnqueueHeartBeat()
    {
        bool drain;
        lock (_gate)
        {
            if (_ending || _frames.Count > 0 || _writeStarted != 0) return;
            drain = Push(EncodedFrame.HeartBeat, null, 0);
        }

        if (drain) flusher.Schedule(this);
    }

    /// <summary>Done when less than half of what may wait does, when the session ends, or after the time given.</summary>
    public ValueTask WaitForRoomAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        Task room;
        lock (_gate)
        {
            if (_ending || !IsOverHalf) return default;
            room = _room.WhenSet;
        }

        return new(Task.WhenAny(room, Task.Delay(longest, cancellationToken)));
    }

    /// <summary>Done when everything queued has been written, or when it is abandoned.</summary>
    public Task WhenDrainedAsync()
    {
        lock (_gate) return _abandoned || !_draining ? Task.CompletedTask : _drained.WhenSet;
    }

    /// <summary>Done when no write is under way. That never comes, while a peer does not read, unless the connection is cut.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate) return _draining ? _idle.WhenSet : Task.CompletedTask;
    }

    /// <summary>Whether the peer has not taken a write, whole, for longer than the time given.</summary>
    public bool IsStuck(TimeSpan limit)
    {
        var started = Volatile.Read(ref _writeStarted);
        return started != 0 && time.GetElapsedTime(started) > limit;
    }

    /// <summary>Forgets what waits and takes only <see cref="EnqueueLast"/> from now on: the session is cut for being behind.</summary>
    public void DropQueued()
    {
        lock (_gate) Forget();
    }

    /// <summary>Forgets what waits and takes nothing more.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _abandoned = true;
            Forget();
            _gauged.Set(0);
            Volatile.Write(ref _writeStarted, 0);
            _drained.Set();
        }
    }

    /// <summary>Gives back what only an outbox in use needs, if none of it has been in use for so long.</summary>
    public void TrimIfIdle(TimeSpan idle)
    {
        if (time.GetElapsedTime(LastWrite) < idle) return;
        lock (_gate) _frames.Trim();
    }

    /// <summary>Writes what is queued, or as much of it as one write takes. Called by the flusher, which holds the right to write then.</summary>
    /// <param name="batch">Where the frames are put for it.</param>
    /// <returns>Whether there is more to write; if not, the right to write is given back.</returns>
    public bool Drain(FrameBatch batch)
    {
        try
        {
            if (!Take(batch)) return FinishWrite();
            var write = transport.WriteAsync(batch);
            if (write.IsCompletedSuccessfully) return FinishWrite();
            // From here on it is the peer's turn: what it does not take may be stuck.
            Volatile.Write(ref _writeStarted, LastWrite);
            _ = FinishLaterAsync(write.AsTask());
        }
        catch (Exception e)
        {
            Fail(e);
        }

        return false;
    }

    private async Task FinishLaterAsync(Task write)
    {
        try
        {
            await write;
            if (FinishWrite()) flusher.Schedule(this);
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private bool Take(FrameBatch batch)
    {
        batch.Clear();
        lock (_gate)
        {
            while (_frames.Pop(batch.Room) is { } frame) batch.Add(frame);
            if (batch.Count == 0) return false;
            _writing = batch.Bytes;
            LastWrite = time.GetTimestamp();
            return true;
        }
    }

    private bool FinishWrite()
    {
        lock (_gate)
        {
            _writing = 0;
            // The peer has taken it: whatever comes next has its own time to get there.
            Volatile.Write(ref _writeStarted, 0);
            if (!IsOverHalf) _room.Set();
            if (_frames.Count > 0) return true;
            EndDraining();
            return false;
        }
    }

    private void EndDraining()
    {
        _draining = false;
        Volatile.Write(ref _writeStarted, 0);
        _drained.Set();
        _idle.Set();
        _gauged.Set(0);
    }

    // Whatever it is, it ends this session alone: the flusher goes on to serve the others.
    private void Fail(Exception exception)
    {
        lock (_gate)
        {
            _abandoned = true;
            _writing = 0;
            Forget();
            EndDraining();
        }

        OnFailed(ConnectionFaults.Include(exception) ? DisconnectReason.ConnectionLost : DisconnectReason.InternalError, exception);
    }

    private void Forget()
    {
        _ending = true;
        _frames.Clear();
        _gauged.Set(_writing);
        _room.Set();
    }

    private bool HasRoomFor(EncodedFrame frame) =>
        Queued == 0 || (Queued + frame.Length <= _maxBytes && _frames.Count < options.MaxQueuedFrames);

    private bool MakeRoomFor(EncodedFrame frame, Subscription? droppable)
    {
        if (droppable?.WhenSlow == SlowConsumerPolicy.KeepLatest) _frames.DropAllOf(droppable);
        return _frames.DropOldest(_maxBytes - _writing - frame.Length, options.MaxQueuedFrames - 1);
    }

    /// <returns>Whether somebody has to be told to drain.</returns>
    private bool Push(EncodedFrame frame, Subscription? droppable, int told)
    {
        _frames.Push(frame, droppable, told);
        _gauged.Follow(Queued);
        var drain = !_draining;
        _draining = true;
        return drain;
    }
}
