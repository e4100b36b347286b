using Microsoft.Data.Sqlite;

namespace ChatServer.Storage.Sqlite;

/// <summary>A connection with the statements that were prepared on it. One thread at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteStatement> _statements = [];

    /// <summary>The connection, for statements that are not prepared for good.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>Whether a transaction is open.</summary>
    public bool IsInTransaction => SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0;

    /// <summary>A statement, prepared at its first use.</summary>
    /// <param name="sql">The statement: a constant, since it is kept for as long as the session.</param>
    public SqliteStatement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement)) _statements.Add(sql, statement = new(connection.Handle!, sql));
        return statement;
    }

    /// <summary>Runs statements that are used once.</summary>
    public void Execute(string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // All of it is the program's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        connection.Dispose();
    }
}
