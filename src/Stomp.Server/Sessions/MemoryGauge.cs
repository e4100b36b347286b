using Microsoft.Extensions.Options;

namespace Stomp.Server.Sessions;

/// <summary>
/// About how many bytes wait in all sessions and queues. Past the mark, whoever sends waits; it goes on when three quarters are left.
/// </summary>
internal sealed class MemoryGauge(IOptions<StompOptions> options)
{
    private static readonly AsyncLocal<bool> NeverWaits = new();

    private readonly long _highWater = options.Value.MaxTotalQueuedBytes;
    private readonly Lock _gate = new();
    private long _bytes;
    private TaskCompletionSource? _low;

    public long Bytes => Volatile.Read(ref _bytes);

    public bool IsHigh => Bytes > _highWater;

    /// <summary>What is sent in this flow of control from now on goes out at once.</summary>
    public static void NeverWaitInThisFlow() => NeverWaits.Value = true;

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
    /// <exception cref="OperationCanceledException">It was cancelled before.</exception>
    public async ValueTask WhenLowAsync(CancellationToken cancellationToken)
    {
        while (IsHigh && !NeverWaits.Value)
        {
            Task low;
            lock (_gate) low = (_low ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            // It may have become low before anybody waited.
            if (IsHigh) await low.WaitAsync(cancellationToken);
        }
    }
}
