using Stomp.Server;

namespace ChatServer.Storage.Sqlite;

/// <summary>Lets go of what is over the retention, a piece at a time: messages that are sent meanwhile wait for one piece only.</summary>
internal static class SqliteTrimmer
{
    /// <summary>Most rows in one transaction: some milliseconds.</summary>
    public const int MostAtOnce = 1000;

    /// <summary>Lets go of a destination's oldest messages.</summary>
    /// <returns>How many went; <see cref="MostAtOnce"/> when there may be more.</returns>
    public static long Trim(SqliteSession session, string name, LogRetention retention, DateTimeOffset now)
    {
        if (SqliteDestination.Find(session, name) is not { } destination) return 0;
        var first = destination.First;
        if (retention.MaxMessages is { } messages) first = Math.Max(first, destination.Next - messages);
        if (retention.MaxAge is { } age) first = Math.Max(first, SqliteLogReader.FindTime(session, destination, (now - age).ToUnixTimeMilliseconds()));
        first = Math.Min(first, destination.First + MostAtOnce);
        var rows = session.Prepare("SELECT octet_length(body) FROM log_message WHERE place >= ?1 AND place < ?2 ORDER BY place")
            .Bind(1, LogPlace.Of(destination.Id, destination.First)).Bind(2, LogPlace.Of(destination.Id, Math.Min(destination.Next, destination.First + MostAtOnce)));
        var oldFirst = destination.First;
        while (rows.Step() && (destination.First < first || destination.KeptBytes > retention.MaxBytes))
        {
            destination.KeptBytes -= rows.GetInt64(0);
            destination.First++;
        }

        rows.Reset();
        if (destination.First == oldFirst) return 0;
        session.Prepare("DELETE FROM log_message WHERE place >= ?1 AND place < ?2")
            .Bind(1, LogPlace.Of(destination.Id, oldFirst)).Bind(2, LogPlace.Of(destination.Id, destination.First)).Run();
        destination.Save(session);
        return destination.First - oldFirst;
    }

    /// <summary>Forgets the oldest keys.</summary>
    /// <returns>How many; <see cref="MostAtOnce"/> when there may be more.</returns>
    public static long ForgetKeys(SqliteSession session, long before)
    {
        session.Prepare("DELETE FROM log_key WHERE key IN (SELECT key FROM log_key WHERE at < ?1 ORDER BY at LIMIT ?2)").Bind(1, before).Bind(2, MostAtOnce).Run();
        return (long)session.Prepare("SELECT changes()").RunScalar()!;
    }
}
