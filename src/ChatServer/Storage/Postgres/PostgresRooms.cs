using Npgsql;

namespace ChatServer.Storage.Postgres;

/// <summary>Rooms: those with a title and those with messages, which are the log's destinations.</summary>
internal static class PostgresRooms
{
    /// <summary>The room of an id ($1); without a title and without messages where there is none.</summary>
    public const string One = WithSeen + """
        (
          SELECT $1 AS id, r.title, r.created_by, r.created_at, d.last_at, d.next_offset
          FROM (SELECT '/topic/public/' || $1 AS name) AS wanted
          LEFT JOIN log_destination AS d ON d.name = wanted.name
          LEFT JOIN room AS r ON r.id = $1
        ) AS found
        """;

    /// <summary>The rooms whose title contains a text ($1), the last active first, at most so many ($2).</summary>
    public const string Last = WithSeen + """
        (
          SELECT * FROM (
            SELECT coalesce(r.id, d.id) AS id, r.title, r.created_by, r.created_at, d.last_at, d.next_offset
            FROM (
              SELECT substr(name, 15) AS id, last_at, next_offset FROM log_destination WHERE name > '/topic/public/' AND name < '/topic/public0'
            ) AS d
            FULL JOIN room AS r ON r.id = d.id
          ) AS every
          WHERE $1 = '' OR position(lower($1) IN lower(coalesce(title, id))) > 0
          ORDER BY coalesce(last_at, created_at) DESC, id LIMIT $2
        ) AS found
        ORDER BY coalesce(last_at, created_at) DESC, id
        """;

    private const string WithSeen =
        "SELECT id, title, created_by, created_at, last_at, next_offset, (SELECT count(*) FROM seen WHERE room_id = found.id) AS seen FROM ";

    public static StoredRoom Read(NpgsqlDataReader row)
    {
        var id = row.GetString(0);
        var titled = row.IsDBNull(1) ? null : new TitledRoom(id, row.GetString(1), row.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)));
        var next = row.IsDBNull(5) ? 1 : row.GetInt64(5);
        return new(id, titled, next > 1 ? DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)) : null, next - 1, (int)row.GetInt64(6));
    }
}
