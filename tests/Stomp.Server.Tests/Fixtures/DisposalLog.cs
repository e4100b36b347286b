using System.Collections.Concurrent;

namespace Stomp.Server.Tests;

public sealed class DisposalLog
{
    private int _controllers;

    public ConcurrentQueue<string> Disposed { get; } = new();

    public int Next() => Interlocked.Increment(ref _controllers);
}
