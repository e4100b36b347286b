namespace Stomp.Server.Tests;

/// <summary>A scoped service that counts how often it is made and disposed.</summary>
public sealed class Disposable : IAsyncDisposable
{
    private readonly Counts _counts;

    public Disposable(Counts counts)
    {
        _counts = counts;
        Interlocked.Increment(ref counts.Made);
    }

    public bool IsDisposed { get; private set; }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        Interlocked.Increment(ref _counts.Disposed);
        return _counts.FailsToDispose ? throw new InvalidOperationException("thrown at disposal") : default;
    }

    public sealed class Counts
    {
#pragma warning disable CA1051, MA0069 // Counted by several threads.
        public int Made;
        public int Disposed;
#pragma warning restore CA1051, MA0069

        public bool FailsToDispose { get; init; }
    }
}
