using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stomp.Server.Metrics;

namespace Stomp.Server.Log;

/// <summary>Has the store let go of what is over its retention, and of keys that are too old, again and again.</summary>
internal sealed partial class LogUpkeep(LoggedDestinations logged, IMessageLogStore store, LogMeter meter, TimeProvider time, IOptions<StompOptions> options,
    ILogger<LogUpkeep> logger) : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<string, LogRetention> _toTrim = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private bool _isDisposed;
    private bool _isListed;
    private bool _isFailing;

    /// <summary>A destination has got a message.</summary>
    public void NoteChange(string destination)
    {
        if (logged.RuleOf(destination) is { Retention: { } retention } && (retention.MaxMessages ?? retention.MaxBytes ?? retention.MaxAge?.Ticks) is not null)
            _toTrim.TryAdd(destination, retention);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (logged.IsActive) _running = RunAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_isDisposed) await _stopping.CancelAsync();
        await _running.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        // The container holds it as two services, and disposes it as each.
        if (Interlocked.Exchange(ref _isDisposed, true)) return;
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LogTrimInterval, time);
        try
        {
            do
            {
                await TrimAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task TrimAsync(CancellationToken cancellationToken)
    {
        try
        {
            // What is there from earlier runs may be over by now.
            if (!_isListed)
            {
                foreach (var destination in await store.ListDestinationsAsync(cancellationToken)) NoteChange(destination);
            }

            _isListed = true;
            await TrimAllAsync(cancellationToken);
            await store.ForgetKeysAsync(time.GetUtcNow() - options.Value.IdempotencyWindow, cancellationToken);
            _isFailing = false;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // It is done the next time.
            if (!_isFailing) LogFailed(e);
            _isFailing = true;
        }
    }

    private async Task TrimAllAsync(CancellationToken cancellationToken)
    {
        foreach (var (destination, retention) in _toTrim)
        {
            // Before, so that what comes meanwhile counts for the next time.
            _toTrim.TryRemove(destination, out _);
            try
            {
                meter.Trim(await store.TrimAsync(destination, retention, time.GetUtcNow(), cancellationToken));
            }
            catch
            {
                _toTrim.TryAdd(destination, retention);
                throw;
            }

            // Messages grow old by themselves.
            if (retention.MaxAge is not null && await store.GetRangeAsync(destination, cancellationToken) is var range && range.First < range.Next)
                _toTrim.TryAdd(destination, retention);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The message log cannot be trimmed: what is too old stays for now")]
    private partial void LogFailed(Exception exception);
}
