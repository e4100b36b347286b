using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace ChatServer.Storage.Sqlite;

/// <summary>
/// Runs what writes, one after the other, on a thread and a connection of their own: SQLite has one writer at a time, and waiting for a disk is nothing for the thread
/// pool. Each work is a transaction: it is committed to the disk when its task is done, or nothing of it is.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly Func<SqliteSession> _open;
    private readonly BlockingCollection<Work> _queue = [];
    private readonly Thread _thread;
    private SqliteSession? _session;

    /// <param name="name">The thread's name.</param>
    /// <param name="open">Opens a connection; called again after a fault.</param>
    public SqliteWriter(string name, Func<SqliteSession> open)
    {
        _open = open;
        _thread = new Thread(RunQueue) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <summary>Has something written.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="work">Writes; it runs in a transaction, and must neither wait for something else nor keep the session.</param>
    /// <param name="cancellationToken">Gives up what has not begun.</param>
    /// <returns>The result, when it is committed.</returns>
    /// <exception cref="SqliteException">It could not be written, and is not.</exception>
    public Task<T> RunAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        var item = new Work<T>(work, cancellationToken);
        _queue.Add(item, CancellationToken.None);
        return item.Task;
    }

    /// <summary>Ends when what waits is written.</summary>
    public void Dispose()
    {
        if (!_thread.IsAlive) return;
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
    }

    private void RunQueue()
    {
        foreach (var work in _queue.GetConsumingEnumerable()) Run(work);
        _session?.Dispose();
    }

    private void Run(Work work)
    {
        if (work.IsCancelled()) return;
        try
        {
            _session ??= _open();
            _session.Prepare("BEGIN IMMEDIATE").Run();
            work.Execute(_session);
            _session.Prepare("COMMIT").Run();
        }
#pragma warning disable CA1031 // Whatever it was, its caller gets it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Abandon();
            work.Fail(fault);
            return;
        }

        work.Complete();
    }

    /// <summary>After a fault a fresh connection begins anew, whatever state the old one was in.</summary>
    private void Abandon()
    {
        // Closing rolls back what is open.
        _session?.Dispose();
        _session = null;
    }

    private abstract class Work
    {
        public abstract bool IsCancelled();

        public abstract void Execute(SqliteSession session);

        public abstract void Complete();

        public abstract void Fail(Exception fault);
    }

    private sealed class Work<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) : Work
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Task => _done.Task;

        public override bool IsCancelled() => cancellationToken.IsCancellationRequested && _done.TrySetCanceled(cancellationToken);

        public override void Execute(SqliteSession session) => _result = work(session);

        public override void Complete() => _done.SetResult(_result);

        public override void Fail(Exception fault) => _done.SetException(fault);
    }
}
