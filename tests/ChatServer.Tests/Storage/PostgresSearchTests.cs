using ChatServer.Storage;
using ChatServer.Storage.Postgres;
using ChatServer.Storage.Search;
using Microsoft.Extensions.Logging.Abstractions;
using Stomp.Server;
using Testing.Databases;
using Xunit;

namespace ChatServer.Tests.Storage;

/// <summary>What every search finds, by tsvector.</summary>
[Collection(PostgresCollection.Name)]
#pragma warning disable CA1001 // xUnit calls the DisposeAsync of IAsyncLifetime.
public sealed class PostgresSearchTests(PostgresFixture postgres) : MessageSearchTests
#pragma warning restore CA1001
{
    private PostgresDatabase? _database;

    public override async Task DisposeAsync()
    {
        if (_database is not null) await _database.DisposeAsync();
    }

    private protected override async Task<(IMessageLogStore Store, ISearchCandidates Candidates)> StartAsync()
    {
        _database = new(await postgres.NewDatabaseAsync(), Migration.Load("Postgres.Migrations"), NullLogger<PostgresDatabase>.Instance);
        return (new PostgresMessageLogStore(_database, new()), new PostgresSearchIndex(_database));
    }
}
