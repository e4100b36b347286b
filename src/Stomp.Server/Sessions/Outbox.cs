using Stomp.Server.Broker;
using Stomp.Server.Transports;

namespace Stomp.Server.Sessions;

/// <summary>
/// What one session has yet to be sent. Anybody may put frames in, in the order that they hold; whoever drains it, one at a time, writes
/// all it holds at once.
/// </summary>
/// <param name="transport">Writes the frames.</param>
/// <param name="flusher">Drains outboxes that hold something.</param>
/// <param name="maxBytes">Most bytes that may wait.</param>
/// <param name="time">The clock that tells how long a write takes.</param>
internal sealed class Outbox(StompTransport transport, OutboxFlusher flusher, int maxBytes, TimeProvider time)
{
    // One write takes at most this much, so that progress can be seen while a lot is queued.
    private const int MostFramesPerWrite = 256;
    private const int MostBytesPerWrite = 64 * 1024;
    private const int RingKeptWhenIdle = 16;

    private readonly Lock _gate = new();
    private EncodedFrame?[] _ring = [];
    private int _head;
    private int _count;
    private int _queuedBytes;
    private int _writing;
    private bool _draining;
    private bool _ending;
    private bool _abandoned;
    private long _writeStarted;
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _drained;

    /// <summary>Called when it overflows or a write fails, with what it failed with; the outbox takes nothing more then. Must not block.</summary>
    public required Action<DisconnectReason, Exception?> OnFailed { get; init; }

    /// <summary>When something was last handed to the transport, as a timestamp of the clock.</summary>
    public long LastWrite { get; private set; } = time.GetTimestamp();

    /// <summary>Bytes that wait or are being written.</summary>
    public int QueuedBytes
    {
        get { lock (_gate) return _queuedBytes; }
    }

    /// <summary>Queues a frame.</summary>
    /// <returns>Whether more than half of what may wait is waiting now.</returns>
    public bool Enqueue(EncodedFrame frame)
    {
        bool drain;
        bool isBehind;
        lock (_gate)
        {
            if (_ending) return false;
            if (_queuedBytes + frame.Length > maxBytes && _queuedBytes > 0)
            {
                Forget();
                OnFailed(DisconnectReason.SlowConsumer, null);
                return false;
            }

            drain = Push(frame);
            isBehind = _queuedBytes > maxBytes / 2;
        }

        if (drain) flusher.Schedule(this);
        return isBehind;
    }

    /// <summary>Queues one of the frames that end the session, whatever waits before it and whether or not it overflowed.</summary>
    public void EnqueueLast(EncodedFrame frame)
    {
        bool drain;
        lock (_gate)
        {
            _ending = true;
            if (_abandoned) return;
            drain = Push(frame);
        }

        if (drain) flusher.Schedule(this);
    }

    /// <summary>Queues a heart-beat if nothing is being written anyway: any data counts as one.</summary>
    public void EnqueueHeartBeat()
    {
        lock (_gate)
        {
            if (_ending || _draining) return;
            Push(EncodedFrame.HeartBeat);
        }

        flusher.Schedule(this);
    }

    /// <summary>Done when less than half of what may wait does, when the session ends, or after the time given.</summary>
    public ValueTask WaitForRoomAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        Task room;
        lock (_gate)
        {
            if (_ending || _queuedBytes <= maxBytes / 2) return default;
            room = (_room ??= NewSignal()).Task;
        }

        return new(Task.WhenAny(room, Task.Delay(longest, cancellationToken)));
    }

    /// <summary>Done when everything queued has been written, or when it is abandoned.</summary>
    public Task WhenDrainedAsync()
    {
        lock (_gate) return _abandoned || !_draining ? Task.CompletedTask : (_drained ??= NewSignal()).Task;
    }

    /// <summary>Whether a write has been under way, without an end, for longer than the time given.</summary>
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
            Volatile.Write(ref _writeStarted, 0);
            Signal(ref _drained);
        }
    }

    /// <summary>Writes what is queued. Called by the flusher, which holds the right to write until the outbox is empty.</summary>
    public void Drain(EncodedFrame[] batch)
    {
        try
        {
            while (TakeBatch(batch) is > 0 and var taken)
            {
                var write = transport.WriteAsync(batch.AsMemory(0, taken));
                if (!write.IsCompletedSuccessfully)
                {
                    // The batch array is the flusher's: the transport has taken what it needs of it by now.
                    _ = FinishLaterAsync(write.AsTask());
                    return;
                }
            }
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private async Task FinishLaterAsync(Task write)
    {
        try
        {
            await write;
            flusher.Schedule(this);
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private int TakeBatch(EncodedFrame[] batch)
    {
        lock (_gate)
        {
            _queuedBytes -= _writing;
            _writing = 0;
            if (_queuedBytes <= maxBytes / 2) Signal(ref _room);
            if (_count == 0)
            {
                _draining = false;
                Volatile.Write(ref _writeStarted, 0);
                if (_ring.Length > RingKeptWhenIdle) _ring = [];
                Signal(ref _drained);
                return 0;
            }

            var taken = 0;
            while (_count > 0 && taken < Math.Min(batch.Length, MostFramesPerWrite) && (taken == 0 || _writing < MostBytesPerWrite))
            {
                batch[taken] = Pop();
                _writing += batch[taken++].Length;
            }

            LastWrite = time.GetTimestamp();
            Volatile.Write(ref _writeStarted, LastWrite);
            return taken;
        }
    }

    // Whatever it is, it ends this session alone: the flusher goes on to serve the others.
    private void Fail(Exception exception)
    {
        Abandon();
        OnFailed(ConnectionFaults.Include(exception) ? DisconnectReason.ConnectionLost : DisconnectReason.InternalError, exception);
    }

    private void Forget()
    {
        _ending = true;
        _ring = [];
        _head = _count = 0;
        _queuedBytes = _writing;
        Signal(ref _room);
    }

    /// <returns>Whether somebody has to be told to drain.</returns>
    private bool Push(EncodedFrame frame)
    {
        if (_count == _ring.Length)
        {
            var larger = new EncodedFrame?[Math.Max(4, _count * 2)];
            for (var i = 0; i < _count; i++) larger[i] = _ring[(_head + i) % _ring.Length];
            (_ring, _head) = (larger, 0);
        }

        _ring[(_head + _count++) % _ring.Length] = frame;
        _queuedBytes += frame.Length;
        var drain = !_draining;
        _draining = true;
        return drain;
    }

    private EncodedFrame Pop()
    {
        var frame = _ring[_head]!;
        _ring[_head] = null;
        _head = (_head + 1) % _ring.Length;
        _count--;
        return frame;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void Signal(ref TaskCompletionSource? signal)
    {
        signal?.TrySetResult();
        signal = null;
    }
}
