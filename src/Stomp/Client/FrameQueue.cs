namespace Stomp.Client;

/// <summary>
/// What has yet to be written to a connection. Anybody puts frames in, which are encoded at once, so that bodies are not held on to;
/// one writer takes all there is.
/// </summary>
/// <param name="maxBytes">How many bytes may wait before senders have to.</param>
internal sealed class FrameQueue(int maxBytes)
{
    private readonly Lock _gate = new();
    private FrameBatch _filling = new();
    private FrameBatch _written = new();
    private TaskCompletionSource? _some;
    private TaskCompletionSource? _room;
    private bool _isWriting;
    private Exception? _ended;

    /// <summary>The version that frames are written for. Set once it is negotiated.</summary>
    public StompVersion Version { get; set; } = StompVersion.V12;

    /// <summary>Queues a frame once there is room.</summary>
    /// <exception cref="ArgumentException">The frame cannot be written in this version.</exception>
    /// <exception cref="StompConnectionException">The connection has ended.</exception>
    public async ValueTask EnqueueAsync(StompFrame frame, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task room;
            cancellationToken.ThrowIfCancellationRequested();
            lock (_gate)
            {
                if (_filling.Bytes.Length < maxBytes)
                {
                    Add(frame);
                    return;
                }

                room = (_room ??= NewSignal()).Task;
            }

            await room.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Queues a frame of the client's own, for which there is always room.</summary>
    public void Enqueue(StompFrame frame)
    {
        lock (_gate) Add(frame);
    }

    /// <summary>Queues a heart-beat if nothing is being written anyway: any data counts as one.</summary>
    public void EnqueueHeartBeat()
    {
        lock (_gate)
        {
            if (_ended is not null || _isWriting || !_filling.IsEmpty) return;
            _filling.AddHeartBeat();
            Signal(ref _some);
        }
    }

    /// <summary>Waits until something is queued, and takes it all. What was taken before is done with.</summary>
    public async ValueTask<FrameBatch> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task some;
            lock (_gate)
            {
                _isWriting = false;
                if (!_filling.IsEmpty)
                {
                    _written.Clear();
                    (_filling, _written) = (_written, _filling);
                    _isWriting = true;
                    Signal(ref _room);
                    return _written;
                }

                some = (_some ??= NewSignal()).Task;
            }

            await some.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Takes nothing more; those who wait for room are told why.</summary>
    public void End(Exception reason)
    {
        lock (_gate)
        {
            _ended = reason;
            Signal(ref _room);
            _filling.Clear();
        }
    }

    private void Add(StompFrame frame)
    {
        if (_ended is not null) throw StompConnectionException.Because(_ended);
        _filling.Add(frame, Version);
        Signal(ref _some);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void Signal(ref TaskCompletionSource? signal)
    {
        signal?.TrySetResult();
        signal = null;
    }
}
