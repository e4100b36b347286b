using ChatServer.Storage;
using ChatServer.Storage.Postgres;
using ChatServer.Storage.Search;
using ChatServer.Storage.Sqlite;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Stomp.Server;

namespace Log;

/// <summary>A store that is measured, with ways past it.</summary>
internal sealed class Subject(Func<IAsyncDisposable> open, Func<IAsyncDisposable, IMessageLogStore> store, Func<Task> empty, Func<int, Task> fill, Func<Task<long>> bytes)
{
    /// <summary>Opens it as an application does at its start.</summary>
    public async Task<(IAsyncDisposable Database, IMessageLogStore Store)> OpenAsync()
    {
        var database = open();
        var opened = store(database);
        await opened.OpenAsync();
        return (database, opened);
    }

    public Task EmptyAsync() => empty();

    /// <summary>Puts so many messages into one room, by the database's own means.</summary>
    public Task FillAsync(int messages) => fill(messages);

    /// <summary>What it takes on the disk.</summary>
    public Task<long> CountBytesAsync() => bytes();

    public static Subject OverSqlite(string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, "chat.db"));
        return new(() => new Closing(Open()), database => new SqliteMessageLogStore(((Closing)database).Database, new LogActivity()), () =>
        {
            Directory.CreateDirectory(folder);
            foreach (var file in (string[])[path, path + "-wal", path + "-shm"]) File.Delete(file);
            return Task.CompletedTask;
        }, async messages =>
        {
            using var database = Open();
            await database.WriteAsync(session =>
            {
                session.Execute("INSERT INTO log_destination (name, first_offset, next_offset, last_at, kept_bytes) VALUES ('/topic/public/full', 1, 1, 0, 0)");
                var room = SqliteDestination.Find(session, "/topic/public/full")!;
                (room.Next, room.LastAt, room.KeptBytes) = (messages + 1, Sample.TimeOf(messages), messages * 100L);
                room.Save(session);
                var insert = session.Prepare("INSERT INTO log_message (place, at, message_id, content_type, headers, body) VALUES (?1, ?2, ?3, 'application/json', NULL, ?4)");
                for (var offset = 1; offset <= messages; offset++)
                    insert.Bind(1, LogPlace.Of(room.Id, offset)).Bind(2, Sample.TimeOf(offset)).Bind(3, Sample.IdOf(offset)).BindText(4, Sample.Body).Run();
                return true;
            });
        }, () => Task.FromResult(new FileInfo(path).Length));

        SqliteDatabase Open() => new(path, Migration.Load("Sqlite.Migrations"), durable: true, NullLogger<SqliteDatabase>.Instance);
    }

    public static Subject OverPostgres(string address)
    {
        return new(Open, database => new PostgresMessageLogStore((PostgresDatabase)database, new LogActivity()), async () =>
        {
            await using var database = Open();
            await database.WriteAsync(connection => connection.ExecuteAsync("TRUNCATE log_message, log_destination, log_key"));
        }, async messages =>
        {
            await using var database = Open();
            await database.WriteAsync(connection => connection.ExecuteAsync("""
                INSERT INTO log_destination (name, next_offset, last_at, kept_bytes) VALUES ('/topic/public/full', @messages + 1, 1700000000000 + @messages, @messages * 100);
                INSERT INTO log_message SELECT (SELECT id FROM log_destination WHERE name = '/topic/public/full'), n, 1700000000000 + n, true, 'b0lxbjax-' || n, 'application/json', NULL,
                  convert_to(@body, 'UTF8') FROM generate_series(1::bigint, @messages) AS n
                """, new { messages = (long)messages, body = System.Text.Encoding.UTF8.GetString(Sample.Body) }, commandTimeout: 3600));
        }, async () =>
        {
            await using var database = Open();
            return await database.ReadAsync(connection => connection.QuerySingleAsync<long>("SELECT pg_total_relation_size('log_message')"));
        });

        PostgresDatabase Open() => new(address, Migration.Load("Postgres.Migrations"), NullLogger<PostgresDatabase>.Instance);
    }

    private sealed class Closing(SqliteDatabase database) : IAsyncDisposable
    {
        public SqliteDatabase Database => database;

        public ValueTask DisposeAsync()
        {
            database.Dispose();
            return default;
        }
    }
}
