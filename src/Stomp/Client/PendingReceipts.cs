using System.Globalization;

namespace Stomp.Client;

/// <summary>The calls of a connection that wait for their RECEIPT.</summary>
internal sealed class PendingReceipts
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource> _waiting = [];
    private Exception? _ended;
    private long _last;

    public string NewId() => string.Create(CultureInfo.InvariantCulture, $"receipt-{Interlocked.Increment(ref _last)}");

    /// <summary>Waits for a receipt from now on.</summary>
    /// <exception cref="InvalidOperationException">Somebody waits for one of this id.</exception>
    public Task ExpectAsync(string id)
    {
        lock (_gate)
        {
            if (_ended is not null) throw StompConnectionException.Because(_ended);
            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_waiting.TryAdd(id, signal)) throw new InvalidOperationException($"A receipt '{id}' is being waited for already.");
            return signal.Task;
        }
    }

    public void Forget(string id)
    {
        lock (_gate) _waiting.Remove(id);
    }

    public void Complete(string id) => Remove(id)?.TrySetResult();

    /// <returns>Whether somebody waited for it.</returns>
    public bool Fail(string? id, StompErrorException error)
    {
        if (id is null || Remove(id) is not { } signal) return false;
        Fail(signal, error);
        return true;
    }

    public void FailAll(Exception reason)
    {
        List<TaskCompletionSource> all;
        lock (_gate)
        {
            _ended = reason;
            all = [.. _waiting.Values];
            _waiting.Clear();
        }

        foreach (var signal in all) Fail(signal, StompConnectionException.Because(reason));
    }

    private static void Fail(TaskCompletionSource signal, Exception reason)
    {
        signal.TrySetException(reason);
        // Whoever gave up waiting in this moment does not look at it.
        _ = signal.Task.Exception;
    }

    private TaskCompletionSource? Remove(string id)
    {
        lock (_gate) return _waiting.Remove(id, out var signal) ? signal : null;
    }
}
