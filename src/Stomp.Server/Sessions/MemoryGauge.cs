using Microsoft.Extensions.Options;

namespace Stomp.Server.Sessions;

/// <summary>
/// About how many bytes wait in all sessions and queues. Past the mark, whoever sends waits; it goes on when three quarters are left.
/// </summary>
internal sealed class MemoryGauge(IOptions<StompOptions> options)
{
    private readonly long _highWater = options.Value.MaxTotalQueuedBytes;
    private readonly Lock _gate = new();
    private long _bytes;
    private TaskCompletionSource? _low;

    public long Bytes => Volatile.Read(ref _bytes);

    public bool IsHigh => Bytes > _highWater;

    public void Add(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > _highWater / 4 * 3 || bytes > 0) return;
        lock (_gate)
        {
            _low?.TrySetResult();
            _low = null;
        }
    }

    /// <summary>Done when there is room again.</summary>
    public async ValueTask WhenLowAsync(CancellationToken cancellationToken)
    {
        while (IsHigh)
        {
            Task low;
            lock (_gate) low = (_low ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            // It may have become low before anybody waited.
            if (IsHigh) await low.WaitAsync(cancellationToken);
        }
    }
}
