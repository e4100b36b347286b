using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace ChatServer.Storage.Sqlite;

/// <summary>
/// A prepared statement that is used again and again: SqliteCommand makes a reader and boxes each parameter at every execution, which costs more than SQLite's work for
/// a small row. Parameters count from 1, columns from 0.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(sqlite3_prepare_v3(database, sql, SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public SqliteStatement Bind(int parameter, long value)
    {
        Check(sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    /// <summary>Binds bytes as they are.</summary>
    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        Check(sqlite3_bind_blob(_statement, parameter, value));
        return this;
    }

    /// <summary>Binds bytes, or NULL.</summary>
    public SqliteStatement Bind(int parameter, byte[]? value) => value is null ? BindNull(parameter) : Bind(parameter, value.AsSpan());

    public SqliteStatement Bind(int parameter, string? value)
    {
        if (value is null) return BindNull(parameter);
        Check(sqlite3_bind_text(_statement, parameter, value));
        return this;
    }

    /// <summary>Binds bytes that are UTF-8 as text.</summary>
    public SqliteStatement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        Check(sqlite3_bind_text(_statement, parameter, utf8));
        return this;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False when there is none; the statement can then be bound and used again.</returns>
    public bool Step()
    {
        var result = sqlite3_step(_statement);
        if (result == SQLITE_ROW) return true;
        // Reset gives a failed step's error once more.
        sqlite3_reset(_statement);
        if (result != SQLITE_DONE) Check(result);
        return false;
    }

    /// <summary>Runs it to its end.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>Runs it, and gives the first column of its only row.</summary>
    /// <returns>The number; null when there is no row.</returns>
    public long? RunScalar()
    {
        if (!Step()) return null;
        var value = GetInt64(0);
        Reset();
        return value;
    }

    /// <summary>Leaves off before the last row.</summary>
    public void Reset() => sqlite3_reset(_statement);

    public long GetInt64(int column) => sqlite3_column_int64(_statement, column);

    public bool IsText(int column) => sqlite3_column_type(_statement, column) == SQLITE_TEXT;

    /// <summary>The bytes of a text or blob, until the next step; empty for NULL.</summary>
    public ReadOnlySpan<byte> GetBytes(int column) => sqlite3_column_blob(_statement, column);

    /// <summary>A text; null for NULL.</summary>
    public string? GetText(int column) => sqlite3_column_type(_statement, column) == SQLITE_NULL ? null : Encoding.UTF8.GetString(GetBytes(column));

    public void Dispose() => _statement.Dispose();

    private SqliteStatement BindNull(int parameter)
    {
        Check(sqlite3_bind_null(_statement, parameter));
        return this;
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
