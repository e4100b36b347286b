using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Stomp.Server;

namespace ChatServer.Storage.Sqlite;

/// <summary>A database file: made and brought to the program's schema at its first use, with connections to read and one to write.</summary>
/// <param name="path">The file; its folder is made when missing.</param>
/// <param name="migrations">Its schema.</param>
/// <param name="durable">Whether what was committed survives a power failure; false for what can be made anew.</param>
/// <param name="logger">Gets what the file's owner has to know.</param>
internal sealed partial class SqliteDatabase(string path, IReadOnlyList<Migration> migrations, bool durable, ILogger<SqliteDatabase> logger) : IDisposable
{
    // Enough for readers that wait for a disk side by side; more are opened as needed, and closed again.
    private const int MostIdleReaders = 16;

    // 8 MiB of pages: the newest messages of many destinations. A commit is one fsync of the WAL, which is moved into the file when it has 4,096 pages (16 MiB): the more,
    // the more commits share the move of a page; beyond, the pause gets longer than what is saved.
    private string WriterSettings => $"PRAGMA cache_size = -8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = {(durable ? "FULL" : "NORMAL")}; PRAGMA wal_autocheckpoint = 4096; PRAGMA journal_size_limit = 67108864";

    private readonly Lock _gate = new();
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private SqliteWriter? _writer;

    /// <summary>Makes the database ready, unless it is.</summary>
    /// <exception cref="InvalidOperationException">It can never be used as it is.</exception>
    /// <exception cref="MessageLogException">It cannot be used now.</exception>
    public void Open() => OpenWriter();

    /// <summary>Reads, from any thread.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="read">Reads; it must not keep the session.</param>
    /// <exception cref="MessageLogException">The database cannot be read now.</exception>
    public T Read<T>(Func<SqliteSession, T> read)
    {
        OpenWriter();
        SqliteSession? session = null;
        try
        {
            if (!_readers.TryTake(out session)) session = Connect(isReader: true);
            var result = read(session);
            if (_readers.Count < MostIdleReaders) _readers.Add(session);
            else session.Dispose();
            return result;
        }
        catch (Exception e)
        {
            // Whatever state it is in, the next one begins anew.
            session?.Dispose();
            if (e is SqliteException fault) throw Explain(fault);
            throw;
        }
    }

    /// <summary>Writes in a transaction, one work after the other: <see cref="SqliteWriter.RunAsync"/>.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="write">Writes; it must neither wait for something else nor keep the session.</param>
    /// <param name="cancellationToken">Gives up what has not begun.</param>
    /// <returns>The result, when it is committed.</returns>
    /// <exception cref="MessageLogException">It could not be written, and is not.</exception>
    public async ValueTask<T> WriteAsync<T>(Func<SqliteSession, T> write, CancellationToken cancellationToken = default)
    {
        try
        {
            return await OpenWriter().RunAsync(write, cancellationToken);
        }
        catch (SqliteException e)
        {
            throw Explain(e);
        }
    }

    public void Dispose()
    {
        _writer?.Dispose();
        foreach (var session in _readers) session.Dispose();
    }

    private SqliteWriter OpenWriter()
    {
        if (_writer is { } writer) return writer;
        lock (_gate)
        {
            if (_writer is not null) return _writer;
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using var session = Connect(isReader: false);
                LogOpened(path, SqliteMigrator.Migrate(session, migrations, path));
            }
            catch (SqliteException e) when (SqliteFaults.IsDamage(e))
            {
                throw new InvalidOperationException($"{path} is damaged, or no database at all ({e.Message}). Restore a backup, or move the file away to begin anew.", e);
            }
            catch (SqliteException e) when (SqliteFaults.IsAccess(e))
            {
                throw new InvalidOperationException($"Chat:DataDirectory: {path} cannot be opened for writing ({e.Message}).", e);
            }
            catch (SqliteException e)
            {
                throw Explain(e);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new InvalidOperationException($"Chat:DataDirectory: {path} cannot be used ({e.Message}).", e);
            }

            return _writer = new SqliteWriter($"Writer of {Path.GetFileName(path)}", () => Connect(isReader: false));
        }
    }

    private SqliteSession Connect(bool isReader)
    {
        // Sessions are pooled here, with their statements. A reader writes, too: its marks in the shared memory beside the WAL.
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 2, Mode = isReader ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            var session = new SqliteSession(connection);
            // Another program may hold the lock for a moment, as backups do. No mmap: where a disk fails it ends the process instead of the read.
            session.Execute("PRAGMA busy_timeout = 2000; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY");
            session.Execute(isReader ? "PRAGMA query_only = ON; PRAGMA cache_size = -2048" : WriterSettings);
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private MessageLogException Explain(SqliteException fault)
    {
        LogFault(path, fault.Message);
        return SqliteFaults.Explain(fault);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Database {Path}, schema version {Version}")]
    private partial void LogOpened(string path, int version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Database {Path}: {Fault}")]
    private partial void LogFault(string path, string fault);
}
