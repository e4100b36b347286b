using ChatServer.Storage.Search;
using Microsoft.Data.Sqlite;
using Stomp.Server;

namespace ChatServer.Storage.Sqlite;

/// <summary>
/// The search index in a file of its own, so that messages never wait for it: SQLite has one writer for a file. It is made anew when it is missing, damaged or of another log.
/// </summary>
/// <param name="log">The log's file.</param>
/// <param name="path">The index's file.</param>
/// <param name="loggers">For the index's database.</param>
internal sealed class SqliteSearchIndex(SqliteDatabase log, string path, ILoggerFactory loggers) : ISearchIndex, IDisposable
{
    private SqliteDatabase? _index;

    private SqliteDatabase Index => _index ?? throw new MessageLogException("The search index is not ready yet.");

    public async ValueTask OpenAsync(string epoch, CancellationToken cancellationToken)
    {
        _index ??= OpenFile();
        await _index.WriteAsync(session =>
        {
            var statement = session.Prepare("SELECT count(*) FROM meta WHERE name = 'epoch' AND value = ?1").Bind(1, epoch);
            if (statement.RunScalar() == 1) return true;
            session.Prepare("INSERT INTO search (search) VALUES ('delete-all')").Run();
            session.Prepare("DELETE FROM indexed").Run();
            session.Prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('epoch', ?1)").Bind(1, epoch).Run();
            return true;
        }, cancellationToken);
    }

    public ValueTask<LogRange> GetRangeAsync(string destination, CancellationToken cancellationToken) => new(Index.Read(session =>
    {
        var statement = session.Prepare("SELECT first_offset, next_offset FROM indexed WHERE name = ?1").Bind(1, destination);
        if (!statement.Step()) return LogRange.Empty;
        var range = new LogRange(statement.GetInt64(0), statement.GetInt64(1));
        statement.Reset();
        return range;
    }));

    public async ValueTask AddAsync(IReadOnlyList<IndexedRoom> rooms, CancellationToken cancellationToken)
    {
        var ids = rooms.Select(room => FindId(room.Destination)).ToArray();
        await Index.WriteAsync(session =>
        {
            var insert = session.Prepare("INSERT OR REPLACE INTO search (rowid, tokens) VALUES (?1, ?2)");
            foreach (var (room, found) in rooms.Zip(ids))
            {
                if (found is not { } id) continue;
                foreach (var (offset, tokens) in room.Messages) insert.Bind(1, LogPlace.Of(id, offset)).Bind(2, tokens).Run();
                Save(session, room.Destination, room.Range);
            }

            return true;
        }, cancellationToken);
    }

    public async ValueTask TrimAsync(string destination, LogRange range, CancellationToken cancellationToken)
    {
        if (FindId(destination) is not { } id) return;
        await Index.WriteAsync(session =>
        {
            var delete = session.Prepare("DELETE FROM search WHERE rowid >= ?1 AND rowid < ?2");
            delete.Bind(1, LogPlace.Of(id, 0)).Bind(2, LogPlace.Of(id, range.First)).Run();
            delete.Bind(1, LogPlace.Of(id, range.Next)).Bind(2, LogPlace.Of(id + 1, 0)).Run();
            Save(session, destination, range);
            return true;
        }, cancellationToken);
    }

    public ValueTask<IReadOnlyList<LoggedMessage>> FindAsync(string destination, SearchQuery query, long beforeOffset, int maxMessages, CancellationToken cancellationToken)
    {
        if (FindId(destination) is not { } id) return new([]);
        // Made of hexadecimal digits alone: https://sqlite.org/fts5.html#full_text_query_syntax.
        var match = string.Join(' ', [.. query.Pairs.Select(token => $"\"{token}\""), .. query.Characters.Select(token => $"\"{token}\" *")]);
        var places = Index.Read(session =>
        {
            var rows = session.Prepare("SELECT rowid FROM search WHERE search MATCH ?1 AND rowid >= ?2 AND rowid < ?3 ORDER BY rowid DESC LIMIT ?4")
                .Bind(1, match).Bind(2, LogPlace.Of(id, 0)).Bind(3, LogPlace.Of(id, beforeOffset)).Bind(4, maxMessages);
            var found = new List<long>();
            while (rows.Step()) found.Add(rows.GetInt64(0));
            return found;
        });
        return new(log.Read(session => SqliteLogReader.ReadEach(session, places)));
    }

    public void Dispose() => _index?.Dispose();

    private static void Save(SqliteSession session, string destination, LogRange range) => session
        .Prepare("INSERT OR REPLACE INTO indexed (name, first_offset, next_offset) VALUES (?1, ?2, ?3)").Bind(1, destination).Bind(2, range.First).Bind(3, range.Next).Run();

    private long? FindId(string destination) => log.Read(session => SqliteDestination.Find(session, destination)?.Id);

    private SqliteDatabase OpenFile()
    {
        try
        {
            return Open();
        }
        catch (InvalidOperationException e) when (e.InnerException is not SqliteException fault || SqliteFaults.IsDamage(fault))
        {
            foreach (var file in (string[])[path, path + "-wal", path + "-shm"]) File.Delete(file);
            return Open();
        }

        SqliteDatabase Open()
        {
            var database = new SqliteDatabase(path, Migration.Load("Sqlite.SearchMigrations"), durable: false, loggers.CreateLogger<SqliteDatabase>());
            database.Open();
            return database;
        }
    }
}
