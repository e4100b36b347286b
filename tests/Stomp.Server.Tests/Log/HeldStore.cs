using System.Threading.Channels;

namespace Stomp.Server.Tests.Log;

/// <summary>A store of an application's own: it keeps its messages in memory as the built-in one does, and commits when the test lets it.</summary>
public sealed class HeldStore(IMessageLogStore inner) : IMessageLogStore
{
    private readonly Channel<bool> _commits = Channel.CreateUnbounded<bool>();
    private readonly List<int> _batches = [];
    private int _waiting;
    private volatile bool _isFree;

    /// <summary>How many messages each commit kept.</summary>
    public IReadOnlyList<int> Batches => _batches;

    /// <summary>What the next calls throw; null when they work.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Whether reading throws <see cref="Fault"/>, too.</summary>
    public bool FailsToRead { get; set; }

    /// <summary>Whether reading messages throws <see cref="Fault"/>, though the range is known.</summary>
    public bool FailsAfterRange { get; set; }

    /// <summary>What goes on behind a reader's back, before it gets the page that begins there.</summary>
    public Func<long, ValueTask>? BeforePageAsync { get; set; }

    /// <summary>What opening it throws; null when it works.</summary>
    public Exception? OpenFault { get; init; }

    /// <summary>Lets so many commits through.</summary>
    public void Let(int commits = 1)
    {
        for (var i = 0; i < commits; i++) Assert.True(_commits.Writer.TryWrite(true));
    }

    /// <summary>Lets every commit through from now on.</summary>
    public void LetAll()
    {
        _isFree = true;
        Let(1000);
    }

    /// <summary>Waits until a commit is held.</summary>
    public Task WhenHeldAsync() => Eventually.TrueAsync(() => Volatile.Read(ref _waiting) > 0);

    public ValueTask<string> OpenAsync(CancellationToken cancellationToken = default) =>
        OpenFault is null ? inner.OpenAsync(cancellationToken) : throw OpenFault;

    public async ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (!_isFree)
        {
            Interlocked.Increment(ref _waiting);
            await _commits.Reader.ReadAsync(cancellationToken);
            Interlocked.Decrement(ref _waiting);
        }

        if (Fault is { } fault) throw fault;
        _batches.Add(entries.Count);
        await inner.AppendAsync(entries, cancellationToken);
    }

    public ValueTask<LogRange> GetRangeAsync(string destination, CancellationToken cancellationToken = default)
    {
        ThrowIfUnreadable();
        return inner.GetRangeAsync(destination, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<LoggedMessage>> ReadAsync(string destination, long fromOffset, int maxMessages, int maxBytes, CancellationToken cancellationToken = default)
    {
        ThrowIfUnreadable();
        if (FailsAfterRange && Fault is { } fault) throw fault;
        if (BeforePageAsync is { } before) await before(fromOffset);
        return await inner.ReadAsync(destination, fromOffset, maxMessages, maxBytes, cancellationToken);
    }

    public ValueTask<long> FindAsync(string destination, DateTimeOffset time, CancellationToken cancellationToken = default) =>
        inner.FindAsync(destination, time, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListDestinationsAsync(CancellationToken cancellationToken = default) => inner.ListDestinationsAsync(cancellationToken);

    public ValueTask<long> TrimAsync(string destination, LogRetention retention, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        inner.TrimAsync(destination, retention, now, cancellationToken);

    public ValueTask ForgetKeysAsync(DateTimeOffset before, CancellationToken cancellationToken = default) => inner.ForgetKeysAsync(before, cancellationToken);

    private void ThrowIfUnreadable()
    {
        if (FailsToRead && Fault is { } fault) throw fault;
    }
}
