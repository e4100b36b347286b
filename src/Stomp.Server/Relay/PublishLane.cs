namespace Stomp.Server.Relay;

/// <summary>
/// The way of some publishers to the broker: frames leave in the order in which they came, each asks for a receipt, and so many are on their way at most; who
/// comes when there is no room waits in line.
/// </summary>
internal sealed class PublishLane(UpstreamConnection connection, BrokerRelayOptions options)
{
    // What a frame takes beside its body, about.
    private const int FrameBytes = 512;

    private readonly Lock _gate = new();
    private readonly LinkedList<Waiting> _line = [];
    private int _messages;
    private long _bytes;
    private bool _isLettingIn;

    /// <summary>How many messages wait for the broker's receipt.</summary>
    public int Unconfirmed
    {
        get { lock (_gate) return _messages; }
    }

    /// <summary>Sends a frame, whose body is borrowed until the call is done.</summary>
    /// <returns>Done when the frame has its place on the connection, with the task that is done when the broker has confirmed it.</returns>
    public ValueTask<Task?> PublishAsync(StompFrame frame, CancellationToken cancellationToken)
    {
        if (!connection.IsUp) return ValueTask.FromException<Task?>(RelayFaults.Unavailable());
        Waiting waiting;
        lock (_gate)
        {
            if (_line.Count == 0 && HasRoomFor(frame)) return new(SendAsync(frame));
            waiting = new(frame);
            _line.AddLast(waiting.Place);
        }

        return WaitAsync(waiting, cancellationToken);
    }

    private async ValueTask<Task?> WaitAsync(Waiting waiting, CancellationToken cancellationToken)
    {
        try
        {
            return await waiting.Sent.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                // The body is its sender's again.
                if (waiting.Place.List is not null) _line.Remove(waiting.Place);
            }

            throw;
        }
    }

    private bool HasRoomFor(StompFrame frame) =>
        _messages == 0 || (_messages < options.MaxUnconfirmedMessages && _bytes + BytesOf(frame) <= options.MaxUnconfirmedBytes);

    private Task SendAsync(StompFrame frame)
    {
        _messages++;
        _bytes += BytesOf(frame);
        var confirmed = ConfirmAsync(frame, BytesOf(frame));
        // Whoever no longer waits for it does not look at it.
        _ = confirmed.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return confirmed;
    }

    private async Task ConfirmAsync(StompFrame frame, long bytes)
    {
        try
        {
            await connection.Client.SendFrameAsync(frame, awaitReceipt: true);
        }
        catch (Client.StompErrorException) when (BrokerDialect.IsAnswer(frame))
        {
            // Nobody waits for it any more, which who answers is not told by the built-in broker, either.
        }
        catch (Exception e) when (RelayFaults.Of(e) is not null)
        {
            throw RelayFaults.Of(e)!;
        }
        finally
        {
            lock (_gate)
            {
                _messages--;
                _bytes -= bytes;
                LetInNext();
            }
        }
    }

    // A frame that fails at once comes back here from within.
    private void LetInNext()
    {
        if (_isLettingIn) return;
        _isLettingIn = true;
        while (_line.First is { } first && HasRoomFor(first.Value.Frame))
        {
            _line.RemoveFirst();
            first.Value.Sent.TrySetResult(SendAsync(first.Value.Frame));
        }

        _isLettingIn = false;
    }

    private static long BytesOf(StompFrame frame) => frame.Body.Length + FrameBytes;

    private sealed class Waiting
    {
        public Waiting(StompFrame frame)
        {
            Frame = frame;
            Place = new(this);
        }

        public StompFrame Frame { get; }

        public LinkedListNode<Waiting> Place { get; }

        public TaskCompletionSource<Task?> Sent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
