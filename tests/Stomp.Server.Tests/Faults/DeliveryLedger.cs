namespace Stomp.Server.Tests.Faults;

/// <summary>Which messages, numbered from 0, were delivered how often, and how they were marked.</summary>
internal sealed class DeliveryLedger(int messages)
{
    private readonly int[] _unmarked = new int[messages];
    private readonly int[] _all = new int[messages];
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _seen;
    private int _marked;

    /// <summary>Done when every message was delivered at least once.</summary>
    public Task Complete => _complete.Task;

    public int Marked => _marked;

    /// <summary>Messages that were delivered more than once as if it were the first time.</summary>
    public int TwiceUnmarked => _unmarked.Count(times => times > 1);

    public void Add(int message, bool isMarked)
    {
        if (isMarked) Interlocked.Increment(ref _marked);
        else Interlocked.Increment(ref _unmarked[message]);
        if (Interlocked.Increment(ref _all[message]) == 1 && Interlocked.Increment(ref _seen) == messages) _complete.TrySetResult();
    }
}
