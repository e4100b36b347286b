using Stomp.Server;

namespace ChatServer.Storage.Sqlite;

/// <summary>Reads messages by their places: a range of a destination is a range of rows.</summary>
internal static class SqliteLogReader
{
    private const string Columns = "place, at, message_id, content_type, headers, body";
    private const string SelectRange = $"SELECT {Columns} FROM log_message WHERE place BETWEEN ?1 AND ?2 ORDER BY place";
    private const string SelectOne = $"SELECT {Columns} FROM log_message WHERE place = ?1";

    public static IReadOnlyList<LoggedMessage> Read(SqliteSession session, string destination, long fromOffset, int maxMessages, int maxBytes)
    {
        if (SqliteDestination.Find(session, destination) is not { } found || maxMessages < 1) return [];
        var rows = session.Prepare(SelectRange)
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

            messages.Add(Message(rows));
        }

        rows.Reset();
        return messages;
    }

    /// <summary>Reads single messages; those that are not kept any more are passed over.</summary>
    public static IReadOnlyList<LoggedMessage> ReadEach(SqliteSession session, List<long> places)
    {
        var messages = new List<LoggedMessage>(places.Count);
        foreach (var place in places)
        {
            var row = session.Prepare(SelectOne).Bind(1, place);
            if (row.Step()) messages.Add(Message(row));
            row.Reset();
        }

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

    private static LoggedMessage Message(SqliteStatement row) => new(LogPlace.OffsetOf(row.GetInt64(0)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetText(2)!,
        row.GetText(3), HeaderBlock.Decode(row.GetBytes(4)), row.GetBytes(5).ToArray(), row.IsText(5));
}
