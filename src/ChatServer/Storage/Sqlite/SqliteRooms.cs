namespace ChatServer.Storage.Sqlite;

/// <summary>Rooms: those with a title and those with messages, which are the log's destinations.</summary>
internal static class SqliteRooms
{
    // '0' comes behind '/': a range of the index.
    private const string All = """
        SELECT coalesce(r.id, substr(d.name, 15)) AS id, r.title AS title, r.created_by AS created_by, r.created_at AS created_at,
            d.last_at AS last_at, d.next_offset AS next_offset
          FROM (SELECT name, last_at, next_offset FROM log_destination WHERE name > '/topic/public/' AND name < '/topic/public0') AS d
          FULL JOIN room AS r ON r.id = substr(d.name, 15)
        """;

    private const string WithSeen = "SELECT *, (SELECT count(*) FROM seen WHERE room_id = found.id) FROM ";

    private const string One = WithSeen + """
        (
          SELECT ?1 AS id, r.title, r.created_by, r.created_at, d.last_at, d.next_offset
          FROM (SELECT '/topic/public/' || ?1 AS name) AS wanted
          LEFT JOIN log_destination AS d ON d.name = wanted.name
          LEFT JOIN room AS r ON r.id = ?1
        ) AS found
        """;

    private const string Last = WithSeen + "(SELECT * FROM (" + All + """
        ) WHERE ?1 = '' OR instr(lower(coalesce(title, id)), lower(?1)) > 0 ORDER BY coalesce(last_at, created_at) DESC, id LIMIT ?2) AS found ORDER BY coalesce(last_at, created_at) DESC, id
        """;

    public static StoredRoom? Find(SqliteSession session, string roomId)
    {
        var row = session.Prepare(One).Bind(1, roomId);
        row.Step();
        var room = Read(row);
        row.Reset();
        return room.Titled is null && room.LastAt is null ? null : room;
    }

    public static IReadOnlyList<StoredRoom> List(SqliteSession session, string find, int most)
    {
        var rows = session.Prepare(Last).Bind(1, find).Bind(2, most);
        var rooms = new List<StoredRoom>();
        while (rows.Step()) rooms.Add(Read(rows));
        return rooms;
    }

    private static StoredRoom Read(SqliteStatement row)
    {
        var id = row.GetText(0)!;
        var titled = row.GetText(1) is { } title ? new TitledRoom(id, title, row.GetText(2)!, DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3))) : null;
        // Zero for NULL.
        var next = row.GetInt64(5);
        return new(id, titled, next > 1 ? DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)) : null, Math.Max(0, next - 1), (int)row.GetInt64(6));
    }
}
