using ChatServer.Storage;
using ChatServer.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatServer.Tests.Storage;

/// <summary>A folder for a test's data, gone with the test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("chat-data-").FullName;

    public string DatabasePath => System.IO.Path.Combine(Path, "chat.db");

    public SqliteDatabase OpenDatabase() => new(DatabasePath, Migration.Load("Sqlite.Migrations"), durable: true, NullLogger<SqliteDatabase>.Instance);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
