using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Relay;

/// <summary>
/// Messages that are in the log and not yet confirmed by the broker, in their order. What it did not confirm is sent again when it is back; those who get one twice
/// know it by its offset.
/// </summary>
internal sealed partial class LoggedOutbound(BrokerLink link, IOptions<BrokerRelayOptions> options, IHostApplicationLifetime lifetime, TimeProvider time,
    ILogger<LoggedOutbound> logger) : IHostedService, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Unrelayed> _queue = new();
    private readonly List<(Unrelayed Message, Task<Task?> Sent)> _batch = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly BrokerRelayOptions _options = options.Value;
    private bool _isSending;
    private Signal _room;
    private Signal _idle;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get { lock (_gate) return _queue.Count; }
    }

    /// <summary>Takes a message, which owns its body.</summary>
    /// <returns>Done when the broker has confirmed it, or never will: it is in the log.</returns>
    public Task AcceptAsync(in BrokerMessage message)
    {
        var unrelayed = new Unrelayed(message);
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested) return Task.CompletedTask;
            _queue.Enqueue(unrelayed);
            if (_isSending) return unrelayed.Done.Task;
            _isSending = true;
        }

        using (ExecutionContext.SuppressFlow()) _ = Task.Run(SendAllAsync);
        return unrelayed.Done.Task;
    }

    /// <summary>Done when there is room for more.</summary>
    public ValueTask WhenRoomAsync()
    {
        lock (_gate) return _queue.Count < _options.MaxUnrelayedMessages ? default : new(_room.WhenSet);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Sessions that end wait for what they sent: not for a broker that is away.
        lifetime.ApplicationStopping.Register(() =>
        {
            if (!link.IsAvailable) GiveUp();
        });
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task idle;
        lock (_gate) idle = _isSending ? _idle.WhenSet : Task.CompletedTask;
        try
        {
            await idle.WaitAsync(_options.ReceiptTimeout, time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // What is left is in the log.
        }

        GiveUp();
    }

    public void Dispose() => _stopping.Dispose();

    private void GiveUp()
    {
        lock (_gate)
        {
            if (_queue.Count > 0) LogLeft(_queue.Count);
            _stopping.Cancel();
            while (_queue.TryDequeue(out var left)) left.Done.TrySetResult();
            _room.Set();
        }
    }

    private async Task SendAllAsync()
    {
        try
        {
            while (TakeBatch())
            {
                if (await TrySendBatchAsync()) continue;
                await link.WhenAvailableAsync(_stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Whoever waits has been let go.
        }
    }

    private bool TakeBatch()
    {
        _batch.Clear();
        lock (_gate)
        {
            if (_queue.Count == 0)
            {
                _isSending = false;
                _idle.Set();
                return false;
            }

            foreach (var message in _queue)
            {
                if (_batch.Count == _options.MaxUnconfirmedMessages) break;
                _batch.Add((message, Task.FromResult<Task?>(null)));
            }

            return true;
        }
    }

    /// <returns>Whether all of it is confirmed; else the broker is away.</returns>
    private async Task<bool> TrySendBatchAsync()
    {
        if (link.Dialect is not { } dialect) return false;
        for (var i = 0; i < _batch.Count; i++) _batch[i] = (_batch[i].Message, SendAsync(_batch[i].Message.Message, dialect));
        foreach (var (message, sent) in _batch)
        {
            try
            {
                if (await sent is { } confirmed) await confirmed;
            }
            catch (MessageRejectedException e) when (e.Type == RelayFaults.UnavailableType)
            {
                return false;
            }
            catch (MessageRejectedException e)
            {
                // Who asks the log gets it all the same.
                LogRefused(LogText.OneLine(message.Message.Destination), e.Message);
            }

            lock (_gate)
            {
                if (_stopping.IsCancellationRequested) return true;
                _queue.Dequeue();
                if (_queue.Count <= _options.MaxUnrelayedMessages / 2) _room.Set();
            }

            message.Done.TrySetResult();
        }

        return true;
    }

    private async Task<Task?> SendAsync(BrokerMessage message, BrokerDialect dialect) =>
        await link.LaneOf(message.Destination).PublishAsync(RelayMessages.ToSend(message, message.Stamp!.MessageId, dialect), _stopping.Token);

    [LoggerMessage(Level = LogLevel.Error, Message = "The broker refused a logged message of {Destination}, which is in the log alone: {Reason}")]
    private partial void LogRefused(string destination, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} logged messages were not relayed before the stop: they are in the log")]
    private partial void LogLeft(int count);

    private sealed class Unrelayed(in BrokerMessage message)
    {
        public BrokerMessage Message { get; } = message;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
