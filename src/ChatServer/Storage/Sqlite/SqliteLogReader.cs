using Stomp.Server;

namespace ChatServer.Storage.Sqlite;

/// <summary>Reads messages by their places: a range of a destination is a range of rows.</summary>
internal static class SqliteLogReader
{
    public static IReadOnlyList<LoggedMessage> Read(SqliteSession session, string destination, long fromOffset, int maxMessages, int maxBytes)
    {
        if (SqliteDestination.Find(session, destination) is not { } found || maxMessages < 1) return [];
        var rows = session.Prepare("SELECT place, at, message_id, content_type, headers, body FROM log_message WHERE place BETWEEN ?1 AND ?2 ORDER BY place")
            .Bind(1, LogPlace.Of(found.Id, Math.Max(fromOffset, found.First))).Bind(2, LogPlace.Of(found.Id, LogPlace.MaxOffset));
        var messages = new List<LoggedMessage>();
        var bytes = 0L;
        while (messages.Count < maxMessages && rows.Step())
        {
            var body = rows.GetBytes(5);
            bytes += body.Length;
            if (bytes > maxBytes && messages.Count > 0)
            {
                rows.Reset();
                return messages;
            }

            messages.Add(new(LogPlace.OffsetOf(rows.GetInt64(0)), DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1)), rows.GetText(2)!, rows.GetText(3),
                HeaderBlock.Decode(rows.GetBytes(4)), body.ToArray(), rows.IsText(5)));
        }

        rows.Reset();
        return messages;
    }

    /// <summary>Halves the range until one is left: times never go back.</summary>
    public static long Find(SqliteSession session, string destination, long time)
    {
        if (SqliteDestination.Find(session, destination) is not { } found) return LogRange.Empty.Next;
        return FindTime(session, found, time);
    }

    public static long FindTime(SqliteSession session, SqliteDestination destination, long time)
    {
        var (low, high) = (destination.First, destination.Next);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (session.Prepare("SELECT at FROM log_message WHERE place = ?1").Bind(1, LogPlace.Of(destination.Id, middle)).RunScalar() < time) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    public static IReadOnlyList<string> List(SqliteSession session)
    {
        var rows = session.Prepare("SELECT name FROM log_destination WHERE next_offset > first_offset");
        var names = new List<string>();
        while (rows.Step()) names.Add(rows.GetText(0)!);
        return names;
    }
}
