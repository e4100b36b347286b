using ChatServer.Storage;
using ChatServer.Storage.Postgres;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Stomp.Server;
using Testing.Databases;
using Xunit;

namespace ChatServer.Tests.Storage;

/// <summary>How a database comes to the program's schema, or is refused.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresMigrationTests(PostgresFixture postgres)
{
    private static readonly Migration First = new(1, "CREATE TABLE a (x int)");
    private static readonly Migration Second = new(2, "CREATE TABLE b (x int); INSERT INTO b VALUES (1)");

    [SkippableFact]
    public async Task Servers_that_start_at_once_migrate_once()
    {
        var address = await postgres.NewDatabaseAsync();
        PostgresDatabase[] servers = [.. Enumerable.Range(0, 4).Select(_ => Open(address, First, Second))];

        await Task.WhenAll(servers.Select(server => Task.Run(async () => await server.OpenAsync()))).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await servers[0].ReadAsync(connection => connection.QuerySingleAsync<long>("SELECT count(*) FROM b")));
        foreach (var server in servers) await server.DisposeAsync();
    }

    [SkippableFact]
    public async Task A_step_that_fails_leaves_all_as_it_was()
    {
        var address = await postgres.NewDatabaseAsync();
        await using (var old = Open(address, First)) await old.OpenAsync();
        await using (var broken = Open(address, First, Second, new(3, "SELECT * FROM nothing"))) await Assert.ThrowsAsync<MessageLogException>(async () => await broken.OpenAsync());
        await using var again = Open(address, First);

        Assert.Null(await again.ReadAsync(connection => connection.QuerySingleAsync<string?>("SELECT to_regclass('b')::text")));
    }

    [SkippableFact]
    public async Task A_newer_schema_is_refused_with_the_way_out()
    {
        var address = await postgres.NewDatabaseAsync();
        await using (var newer = Open(address, First, Second)) await newer.OpenAsync();
        await using var old = Open(address, First);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(async () => await old.OpenAsync());

        Assert.Equal("The database 'postgres' was written by a newer version of this program: its schema has version 2, this program knows versions up to 1. "
            + "Start the newer program, or restore a backup from before it.", fault.Message);
    }

    [SkippableFact]
    public async Task A_database_that_does_not_exist_is_named_with_its_setting()
    {
        var address = (await postgres.NewDatabaseAsync()).Replace("Database=postgres", "Database=nowhere", StringComparison.Ordinal);
        await using var database = Open(address, First);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(async () => await database.OpenAsync());

        Assert.Equal("Chat:ConnectionString: the database refuses it (database \"nowhere\" does not exist).", fault.Message);
    }

    private static PostgresDatabase Open(string address, params Migration[] migrations) => new(address, migrations, NullLogger<PostgresDatabase>.Instance);
}
