using ChatServer.Storage.Search;
using Stomp.Server;

namespace ChatServer.Storage.Sqlite;

/// <summary>Keeps the message log in an SQLite file. A batch is one transaction and one fsync.</summary>
/// <param name="database">The file.</param>
/// <param name="activity">Is told of what was kept.</param>
internal sealed class SqliteMessageLogStore(SqliteDatabase database, LogActivity activity) : IMessageLogStore
{
    private readonly SqliteAppender _appender = new();

    public ValueTask<string> OpenAsync(CancellationToken cancellationToken = default)
    {
        database.Open();
        return new(database.Read(session =>
        {
            var statement = session.Prepare("SELECT value FROM meta WHERE name = 'epoch'");
            statement.Step();
            var epoch = statement.GetText(0)!;
            statement.Reset();
            return epoch;
        }));
    }

    public async ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken = default)
    {
        await database.WriteAsync(session =>
        {
            _appender.Append(session, entries);
            return true;
        }, cancellationToken);
        activity.Note(entries);
    }

    public ValueTask<LogRange> GetRangeAsync(string destination, CancellationToken cancellationToken = default) =>
        new(database.Read(session => SqliteDestination.Find(session, destination) is { } found ? new LogRange(found.First, found.Next) : LogRange.Empty));

    public ValueTask<IReadOnlyList<LoggedMessage>> ReadAsync(string destination, long fromOffset, int maxMessages, int maxBytes,
        CancellationToken cancellationToken = default) =>
        new(database.Read(session => SqliteLogReader.Read(session, destination, fromOffset, maxMessages, maxBytes)));

    public ValueTask<long> FindAsync(string destination, DateTimeOffset time, CancellationToken cancellationToken = default) =>
        new(database.Read(session => SqliteLogReader.Find(session, destination, time.ToUnixTimeMilliseconds())));

    public ValueTask<IReadOnlyList<string>> ListDestinationsAsync(CancellationToken cancellationToken = default) => new(database.Read(SqliteLogReader.List));

    public async ValueTask<long> TrimAsync(string destination, LogRetention retention, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var trimmed = 0L;
        while (true)
        {
            var step = await database.WriteAsync(session =>
            {
                _appender.Forget(destination);
                return SqliteTrimmer.Trim(session, destination, retention, now);
            }, cancellationToken);
            trimmed += step;
            if (step < SqliteTrimmer.MostAtOnce) return trimmed;
        }
    }

    public async ValueTask ForgetKeysAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        while (await database.WriteAsync(session => SqliteTrimmer.ForgetKeys(session, before.ToUnixTimeMilliseconds()), cancellationToken) == SqliteTrimmer.MostAtOnce)
        {
        }
    }
}
