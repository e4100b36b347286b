using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Metrics;
using Stomp.Server.Sessions;

namespace Stomp.Server.Log;

/// <summary>
/// Puts messages into the log and, in the order that it took them, to the broker. What comes while the store is at work is committed together, next.
/// Whoever comes first does the work for all: with a store that never waits, as the one in memory, everything happens on the sender's thread.
/// </summary>
internal sealed partial class LogAppender(MeteredAppends store, IMessageBroker broker, LogEpoch opened, LogUpkeep upkeep, OutboxFlusher flusher, TimeProvider time,
    IOptions<StompOptions> options, ILogger<LogAppender> logger) : IDisposable
{
    /// <summary>What clients are told of a refusal by the log.</summary>
    public const string RefusalType = "urn:stomp:log-unavailable";

    private const string Unavailable = "The message log cannot keep messages now.";

    // Nobody works for all others for ever.
    private const int MostRoundsInARow = 8;

    // What a commit brings is written in pieces, so that no outbox holds all of it.
    private const int MostPerTurn = 32;

    private readonly StompOptions _options = options.Value;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _givenUp = new();
    private readonly List<LogEntry> _entries = [];
    private List<PendingAppend> _pending = [];
    private List<PendingAppend> _spare = [];
    private long _pendingBytes;
    private DateTimeOffset _lastTime;
    private bool _isDraining;
    private bool _isFailing;
    private volatile bool _storeWaits;
    private Action? _beginDrain;
    private Signal _room;
    private Signal _idle;

    /// <summary>The log's epoch; empty until the log is open.</summary>
    public string Epoch => opened.Value;

    private bool IsFull => _pending.Count >= _options.MaxPendingLogMessages || _pendingBytes >= _options.MaxPendingLogBytes;

    /// <summary>Opens it for messages.</summary>
    public void Open(string epoch) => opened.Value = epoch;

    /// <summary>Takes a message: its place among the others is decided when this returns, and with a store that never waits it is committed.</summary>
    public void Accept(PendingAppend append)
    {
        lock (_gate)
        {
            Take(append);
            if (!TryBeginDraining()) return;
        }

        BeginDrain();
    }

    /// <summary>Takes messages that are committed together.</summary>
    public void Accept(IReadOnlyList<PendingAppend> appends)
    {
        lock (_gate)
        {
            foreach (var append in appends) Take(append);
            if (!TryBeginDraining()) return;
        }

        BeginDrain();
    }

    /// <summary>Done when there is room for more: whoever sends waits for it, behind what it has sent.</summary>
    public ValueTask WhenRoomAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return IsFull ? new(_room.WhenSet.WaitAsync(cancellationToken)) : default;
    }

    /// <summary>Done when all that was taken is committed or refused.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate) return _isDraining ? _idle.WhenSet : Task.CompletedTask;
    }

    /// <summary>Has the store give up what it is at.</summary>
    public void GiveUp() => _givenUp.Cancel();

    public void Dispose() => _givenUp.Dispose();

    private void Take(PendingAppend append)
    {
        if (Epoch.Length == 0) throw new InvalidOperationException("The message log opens when the application starts: nothing can be sent to it before.");
        // Times do not go back, though the clock may.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        if (now > _lastTime) _lastTime = now;
        append.TakeAt(_lastTime);
        _pending.Add(append);
        _pendingBytes += append.BodyBytes;
    }

    private bool TryBeginDraining() => !_isDraining && _pending.Count > 0 && (_isDraining = true);

    /// <summary>Where the store has to wait for a disk, what a client sends in one turn is committed in one piece, too.</summary>
    private void BeginDrain()
    {
        if (!_storeWaits || !flusher.TryDefer(_beginDrain ??= Drain)) Drain();
    }

    private void Drain()
    {
        // What goes on later is nobody's own: it must not be taken for part of the frame that happened to come first.
        if (ExecutionContext.IsFlowSuppressed())
        {
            _ = DrainAsync();
            return;
        }

        using (ExecutionContext.SuppressFlow()) _ = DrainAsync();
    }

    private async Task DrainAsync()
    {
        for (var round = 1; TakeBatch() is { } batch; round++)
        {
            var failure = await CommitAsync(batch);
            for (var start = 0; start < batch.Count; start += MostPerTurn)
            {
                // Subscribers that are far behind hold up what comes next, not each message.
                if (Finish(batch, start, failure) is { } behind) await behind.WaitForRoomAsync(MessageRouter.PublisherStall, CancellationToken.None);
                await broker.WhenRoomForLoggedAsync();
            }

            batch.Clear();
            _spare = batch;
            if (round % MostRoundsInARow == 0) await Task.Yield();
        }
    }

    private List<PendingAppend>? TakeBatch()
    {
        lock (_gate)
        {
            _room.Set();
            if (_pending.Count == 0)
            {
                _isDraining = false;
                _idle.Set();
                return null;
            }

            var batch = _pending;
            _pending = _spare;
            _pendingBytes = 0;
            return batch;
        }
    }

    private async ValueTask<MessageLogException?> CommitAsync(List<PendingAppend> batch)
    {
        _entries.Clear();
        foreach (var append in batch) _entries.Add(append.Entry);
        try
        {
            var appending = store.AppendAsync(_entries, _givenUp.Token);
            _storeWaits = !appending.IsCompleted;
            await appending;
            if (_isFailing) LogRecovered();
            _isFailing = false;
            return null;
        }
        catch (Exception e)
        {
            if (!_isFailing) LogFailing(e);
            _isFailing = true;
            return e as MessageLogException ?? new MessageLogException(Unavailable, e);
        }
        finally
        {
            _entries.Clear();
        }
    }

    /// <returns>An outbox that is more than half full, if any is.</returns>
    private Outbox? Finish(List<PendingAppend> batch, int start, MessageLogException? failure)
    {
        Outbox? behind = null;
        var isOwnTurn = flusher.BeginTurn();
        try
        {
            var end = Math.Min(start + MostPerTurn, batch.Count);
            for (var i = start; i < end; i++) behind = Finish(batch[i], failure) ?? behind;
            return behind;
        }
        finally
        {
            if (isOwnTurn) flusher.EndTurn();
        }
    }

    private Outbox? Finish(PendingAppend append, MessageLogException? failure)
    {
        Outbox? behind = null;
        var entry = append.Entry;
        try
        {
            if (failure is null && !entry.IsRepeat)
            {
                var confirmed = broker.PublishLoggedAsync(append.ForBroker(Epoch), out behind);
                upkeep.NoteChange(entry.Destination);
                if (!confirmed.IsCompleted)
                {
                    _ = CompleteAsync(append, confirmed);
                    return behind;
                }
            }
        }
        catch (Exception e)
        {
            // One message must not be the end of the log.
            LogNotPublished(e, LogText.OneLine(entry.Destination), entry.Offset);
        }

        Complete(append, failure);
        return behind;
    }

    private static async Task CompleteAsync(PendingAppend append, Task confirmed)
    {
        await confirmed;
        Complete(append, failure: null);
    }

    private static void Complete(PendingAppend append, MessageLogException? failure)
    {
        var entry = append.Entry;
        append.Frame?.Finish(append, failure);
        if (failure is null) append.Completion?.TrySetResult(new(entry.Offset, entry.Timestamp, entry.IsRepeat));
        else append.Completion?.TrySetException(failure);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The message log cannot keep messages: they are refused until it can")]
    private partial void LogFailing(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The message log keeps messages again")]
    private partial void LogRecovered();

    [LoggerMessage(Level = LogLevel.Error, Message = "The message at {Destination}, offset {Offset}, is in the log but was not sent to everybody")]
    private partial void LogNotPublished(Exception exception, string destination, long offset);
}
