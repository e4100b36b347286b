using Microsoft.Data.Sqlite;
using Npgsql;

namespace EndToEnd.Tests.Durability;

/// <summary>Has a database look at itself.</summary>
internal static class DatabaseCheck
{
    private const string BTreeIndexes = """
        SELECT bt_index_check(index.oid::regclass, true) FROM pg_class AS index JOIN pg_am ON pg_am.oid = index.relam
        WHERE index.relkind = 'i' AND pg_am.amname = 'btree' AND index.relnamespace = 'public'::regnamespace
        """;

    /// <summary>What SQLite finds: "ok", or what is damaged.</summary>
    public static string? OfSqlite(string file)
    {
        SQLitePCL.Batteries_V2.Init();
        using var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string?)command.ExecuteScalar();
    }

    /// <summary>Reads each index of PostgreSQL beside its table; throws when they differ.</summary>
    public static async Task OfPostgresAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("CREATE EXTENSION IF NOT EXISTS amcheck");
        await command.ExecuteNonQueryAsync();
        command.CommandText = BTreeIndexes;
        await command.ExecuteNonQueryAsync();
    }
}
