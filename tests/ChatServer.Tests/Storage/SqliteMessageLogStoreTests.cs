using ChatServer.Storage.Sqlite;
using Stomp.Server;
using Testing.Log;

namespace ChatServer.Tests.Storage;

/// <summary>What every store promises, in an SQLite file.</summary>
#pragma warning disable CA1001 // xUnit calls the DisposeAsync of IAsyncLifetime.
public sealed class SqliteMessageLogStoreTests : MessageLogStoreTests
#pragma warning restore CA1001
{
    private readonly DataFolder _folder = new();
    private SqliteDatabase? _database;

    public override Task DisposeAsync()
    {
        _database?.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    protected override Task<IMessageLogStore> NewStoreAsync() => Task.FromResult<IMessageLogStore>(new SqliteMessageLogStore(_database = _folder.OpenDatabase(), new()));
}
