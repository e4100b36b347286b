using System.Net.Sockets;
using Npgsql;
using Stomp.Server;

namespace ChatServer.Storage.Postgres;

/// <summary>What PostgreSQL's error codes (https://www.postgresql.org/docs/current/errcodes-appendix.html) mean to people.</summary>
internal static class PostgresFaults
{
    /// <summary>Whether it is the database's or the connection's fault, and none of ours.</summary>
    public static bool IsFault(Exception fault) => fault is NpgsqlException or IOException or SocketException or TimeoutException;

    /// <summary>Whether the connection is lost, or about to be, so that nobody knows what became of the last statement.</summary>
    public static bool IsLoss(Exception fault) => IsFault(fault) && fault is not PostgresException { InvariantSeverity: "ERROR" };

    /// <summary>Whether the same may succeed when it is tried again at once.</summary>
    public static bool IsConflict(Exception fault) => fault is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
    };

    /// <summary>What clients are told. The database's owner finds more in the log.</summary>
    public static MessageLogException Explain(Exception fault) => new((fault as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.DiskFull => "The message log's disk is full.",
        PostgresErrorCodes.TooManyConnections => "The message log's database has too many connections.",
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege => "The message log cannot be written.",
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.DeadlockDetected => "The message log is locked by another program.",
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => "The message log is damaged.",
        PostgresErrorCodes.IoError => "The message log's disk failed.",
        null or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => "The message log's database cannot be reached.",
        _ => "The message log failed.",
    }, fault);
}
