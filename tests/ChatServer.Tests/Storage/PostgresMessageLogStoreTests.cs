using ChatServer.Storage;
using ChatServer.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Stomp.Server;
using Testing.Databases;
using Testing.Log;
using Xunit;

namespace ChatServer.Tests.Storage;

/// <summary>What every store promises, in a PostgreSQL database.</summary>
[Collection(PostgresCollection.Name)]
#pragma warning disable CA1001 // xUnit calls the DisposeAsync of IAsyncLifetime.
public sealed class PostgresMessageLogStoreTests(PostgresFixture postgres) : MessageLogStoreTests
#pragma warning restore CA1001
{
    private PostgresDatabase? _database;

    public override async Task DisposeAsync()
    {
        if (_database is not null) await _database.DisposeAsync();
    }

    protected override async Task<IMessageLogStore> NewStoreAsync() => new PostgresMessageLogStore(
        _database = new(await postgres.NewDatabaseAsync(), Migration.Load("Postgres.Migrations"), NullLogger<PostgresDatabase>.Instance), new());
}
