using Stomp.Server.Broker;
using Stomp.Server.Transports;

namespace Stomp.Server.Sessions;

/// <summary>How a session ends: one path, the first reason wins, and not while one of its frames is being handled.</summary>
internal sealed partial class StompSession
{
    private const long Never = long.MaxValue;

    private static readonly TimeSpan IdleAfter = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _started;
    private CancellationTokenSource? _closedSource;
    private DisconnectReason? _reason;
    private string _closeText = "";
    private EncodedFrame? _lastFrame;
    private bool _isHandling;
    private long _lastRead;

    // Ticks of UTC: the timer reads while a frame sets it, and a date that may be none is too large to be written at once.
    private long _authenticatedUntil = Never;

    public bool IsClosing
    {
        get { lock (_gate) return _reason is not null; }
    }

    public CancellationToken Closed
    {
        get
        {
            lock (_gate)
            {
                if (_reason is not null) return new CancellationToken(canceled: true);
                // A handler may wait on it while nobody reads, so it hears of a broken connection, too.
                return (_closedSource ??= CancellationTokenSource.CreateLinkedTokenSource(_transport.Lost)).Token;
            }
        }
    }

    /// <summary>When the session's credentials expire, and it with them; null for never.</summary>
    public DateTimeOffset? AuthenticatedUntil
    {
        get => Volatile.Read(ref _authenticatedUntil) is var ticks and < Never ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        set => Volatile.Write(ref _authenticatedUntil, value?.UtcTicks ?? Never);
    }

    /// <summary>Milliseconds between what is sent at least, and between what the client sends; 0 for no heart-beats.</summary>
    public (int SendEvery, int ExpectEvery) HeartBeats { get; set; }

    public ValueTask DisconnectAsync(string reason)
    {
        Close(DisconnectReason.ClosedByApplication, reason, ErrorFrames.Of(reason, Version));
        return default;
    }

    /// <summary>Decides that the session ends. Does not block: the rest happens elsewhere.</summary>
    /// <param name="reason">Why; what is given first counts.</param>
    /// <param name="text">What the close frame says.</param>
    /// <param name="lastFrame">An ERROR to send before it.</param>
    public void Close(DisconnectReason reason, string text = "", EncodedFrame? lastFrame = null)
    {
        lock (_gate)
        {
            if (_reason is not null) return;
            _reason = reason;
            _closeText = text;
            _lastFrame = lastFrame;
            if (_closedSource is { } source) _ = source.CancelAsync();
            if (!_isHandling) _closing.TrySetResult();
        }
    }

    /// <summary>Decides that the session ends because the server shuts down.</summary>
    public void CloseForShutdown() => Close(DisconnectReason.ServerShutdown, Draining.Farewell,
        _transport.TellsWhy ? null : ErrorFrames.Of(Draining.Farewell, Version));

    /// <summary>Looks whether a deadline has passed or a heart-beat is due. Called at each tick of the timer.</summary>
    public void CheckDeadlines()
    {
        if (IsClosing) return;
        var options = _services.Options;
        var time = _services.Time;
        if (!IsConnected && time.GetElapsedTime(_started) >= options.ConnectTimeout)
            CloseWithError(DisconnectReason.ConnectTimeout, $"No CONNECT frame came within {options.ConnectTimeout.TotalSeconds:0.###} s.");
        if (AuthenticatedUntil is { } until && time.GetUtcNow() >= until)
            CloseWithError(DisconnectReason.AuthenticationExpired, "The credentials have expired.");
        // Who may lose messages may be late, too.
        if (DroppingSubscriptions == 0 && Outbox.IsStuck(options.SendTimeLimit)) OnOutboxFailed(DisconnectReason.SlowConsumer, null);

        Outbox.TrimIfIdle(IdleAfter);

        var (sendEvery, expectEvery) = HeartBeats;
        if (sendEvery > 0 && time.GetElapsedTime(Outbox.LastWrite) + _services.Timer.Tick >= TimeSpan.FromMilliseconds(sendEvery))
            Outbox.EnqueueHeartBeat();

        // While a frame is being handled nothing is read, so nothing can be said of the client.
        var patience = TimeSpan.FromMilliseconds(expectEvery * options.HeartBeatTolerance);
        if (expectEvery > 0 && !Volatile.Read(ref _isHandling) && time.GetElapsedTime(Volatile.Read(ref _lastRead)) > patience)
            CloseWithError(DisconnectReason.HeartBeatTimeout, $"Nothing was received for {patience.TotalSeconds:0.###} s.");
    }

    private void OnOutboxFailed(DisconnectReason reason, Exception? exception)
    {
        if (reason == DisconnectReason.SlowConsumer)
        {
            Outbox.DropQueued();
            CloseWithError(reason, "The session does not read what it subscribed to.");
        }
        else if (reason == DisconnectReason.InternalError)
        {
            Fail(exception!, "The server failed to write.");
        }
        else
        {
            Close(reason);
        }
    }

    private void Fail(Exception exception, string text)
    {
        _services.Logger.Failed(exception, Id);
        Close(DisconnectReason.InternalError, text);
    }

    private void CloseWithError(DisconnectReason reason, string text) => Close(reason, text, ErrorFrames.Of(text, Version));

    private bool TryBeginTurn()
    {
        lock (_gate) return _reason is null && (_isHandling = true);
    }

    private void EndTurn()
    {
        lock (_gate)
        {
            _isHandling = false;
            // Nothing was read meanwhile: the client's time to be heard of begins anew.
            Volatile.Write(ref _lastRead, _services.Time.GetTimestamp());
            if (_reason is not null) _closing.TrySetResult();
        }
    }

    private async Task EndAsync(Task reading)
    {
        if (_subscriptions is { } subscriptions)
        {
            foreach (var subscription in subscriptions.Snapshot()) await _services.Frames.Broker.UnsubscribeAsync(this, subscription);
            subscriptions.Clear();
        }

        _services.Frames.Broker.Leave(this);

        var telling = IsConnected ? TellDisconnectedAsync(_reason!.Value) : Task.CompletedTask;
        // Who sees the connection close knows that the application has heard of it, unless that takes too long.
        if (!telling.IsCompleted) await Task.WhenAny(telling, Task.Delay(_services.Options.CloseTimeout, _services.Time));
        // What was wrong with a frame has been logged with it.
        _services.Logger.Ended(Id, _reason!.Value, _reason == DisconnectReason.ProtocolError ? "" : _closeText);

        var isClosed = await TryCloseAsync(reading);
        Outbox.Abandon();
        if (!isClosed || !telling.IsCompleted) _transport.Abort();
        await reading;
        await telling;
        // The server takes the connection back with the return from here: it must not find it being written to.
        var writing = Outbox.WhenIdleAsync();
        if (!writing.IsCompleted) await Task.WhenAny(writing, Task.Delay(_services.Options.CloseTimeout, _services.Time));
        await DisposeServicesAsync();
    }

    /// <returns>Whether the last frames were written and the peer closed, too.</returns>
    private async Task<bool> TryCloseAsync(Task reading)
    {
        try
        {
            await CloseOutputAsync();
            await Outbox.WhenDrainedAsync().WaitAsync(_services.Options.CloseTimeout, _services.Time);
            await _transport.FinishOutputAsync();
            await reading.WaitAsync(_services.Options.CloseTimeout, _services.Time);
            return true;
        }
        catch (Exception e) when (e is TimeoutException || ConnectionFaults.Include(e))
        {
            return false;
        }
    }

    private ValueTask CloseOutputAsync()
    {
        // One write for both.
        _services.Flusher.BeginTurn();
        try
        {
            if (_lastFrame is not null) Outbox.EnqueueLast(_lastFrame);
            return _transport.CloseOutputAsync(_reason!.Value, _closeText);
        }
        finally
        {
            _services.Flusher.EndTurn();
        }
    }
}
