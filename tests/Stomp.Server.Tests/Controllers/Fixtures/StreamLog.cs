using System.Collections.Concurrent;

namespace Stomp.Server.Tests;

/// <summary>What streams were asked for.</summary>
public sealed class StreamLog
{
    private long _made;

    public ConcurrentQueue<string> Ended { get; } = new();

    public TaskCompletionSource AllSent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Made
    {
        get => Interlocked.Read(ref _made);
        set => Interlocked.Exchange(ref _made, value);
    }
}
