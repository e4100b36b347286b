namespace ChatServer.Storage.Sqlite;

/// <summary>Lets go of who was in a room long ago, room by room: what is written meanwhile waits for one room's piece only.</summary>
internal static class SqliteSeen
{
    /// <summary>Most rows in one transaction: some milliseconds.</summary>
    public const int MostAtOnce = 1000;

    /// <summary>The rooms that have something to let go of. Reads an index, and holds nobody up.</summary>
    public static IReadOnlyList<string> FindRooms(SqliteSession session, int mostNames, long before)
    {
        var rows = session.Prepare("SELECT room_id FROM seen GROUP BY room_id HAVING count(*) > ?1 OR min(at) < ?2").Bind(1, mostNames).Bind(2, before);
        var rooms = new List<string>();
        while (rows.Step()) rooms.Add(rows.GetText(0)!);
        return rooms;
    }

    /// <summary>Lets go of a room's.</summary>
    /// <returns>How many; <see cref="MostAtOnce"/> when there may be more.</returns>
    public static long Trim(SqliteSession session, string roomId, int mostNames, long before)
    {
        session.Prepare("""
            DELETE FROM seen WHERE room_id = ?1 AND name IN (
              SELECT name FROM seen WHERE room_id = ?1 AND (at < ?2 OR name IN (SELECT name FROM seen WHERE room_id = ?1 ORDER BY at DESC, name LIMIT -1 OFFSET ?3))
              LIMIT ?4)
            """).Bind(1, roomId).Bind(2, before).Bind(3, mostNames).Bind(4, MostAtOnce).Run();
        return (long)session.Prepare("SELECT changes()").RunScalar()!;
    }
}
