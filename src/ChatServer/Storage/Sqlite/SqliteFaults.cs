using Microsoft.Data.Sqlite;
using Stomp.Server;
using static SQLitePCL.raw;

namespace ChatServer.Storage.Sqlite;

/// <summary>What SQLite's result codes (https://sqlite.org/rescode.html) mean to people.</summary>
internal static class SqliteFaults
{
    /// <summary>What clients are told. The database says more to its owner, in the log.</summary>
    public static MessageLogException Explain(SqliteException fault) => new(fault.SqliteErrorCode switch
    {
        SQLITE_FULL => "The message log's disk is full.",
        SQLITE_BUSY or SQLITE_LOCKED => "The message log is locked by another program.",
        SQLITE_READONLY or SQLITE_PERM or SQLITE_AUTH => "The message log cannot be written.",
        SQLITE_CORRUPT or SQLITE_NOTADB => "The message log is damaged.",
        SQLITE_IOERR => "The message log's disk failed.",
        SQLITE_CANTOPEN => "The message log cannot be opened.",
        _ => "The message log failed.",
    }, fault);

    /// <summary>Whether the file's rights or its place are the matter.</summary>
    public static bool IsAccess(SqliteException fault) => fault.SqliteErrorCode is SQLITE_READONLY or SQLITE_PERM or SQLITE_AUTH or SQLITE_CANTOPEN;

    /// <summary>Whether nothing but its owner can mend the file.</summary>
    public static bool IsDamage(SqliteException fault) => fault.SqliteErrorCode is SQLITE_CORRUPT or SQLITE_NOTADB;
}
