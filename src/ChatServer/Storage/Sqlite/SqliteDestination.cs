namespace ChatServer.Storage.Sqlite;

/// <summary>A destination as the database has it, or is about to have it.</summary>
internal sealed class SqliteDestination
{
    private const string Select = "SELECT id, first_offset, next_offset, last_at, kept_bytes FROM log_destination WHERE name = ?1";

    public required long Id { get; init; }

    public long First { get; set; } = 1;

    public long Next { get; set; } = 1;

    public long LastAt { get; set; }

    public long KeptBytes { get; set; }

    public static SqliteDestination? Find(SqliteSession session, string name)
    {
        var statement = session.Prepare(Select).Bind(1, name);
        if (!statement.Step()) return null;
        var found = new SqliteDestination
        {
            Id = statement.GetInt64(0),
            First = statement.GetInt64(1),
            Next = statement.GetInt64(2),
            LastAt = statement.GetInt64(3),
            KeptBytes = statement.GetInt64(4),
        };
        statement.Reset();
        return found;
    }

    public static SqliteDestination Make(SqliteSession session, string name)
    {
        session.Prepare("INSERT INTO log_destination (name, first_offset, next_offset, last_at, kept_bytes) VALUES (?1, 1, 1, 0, 0)").Bind(1, name).Run();
        return Find(session, name)!;
    }

    public void Save(SqliteSession session) => session
        .Prepare("UPDATE log_destination SET first_offset = ?2, next_offset = ?3, last_at = ?4, kept_bytes = ?5 WHERE id = ?1")
        .Bind(1, Id).Bind(2, First).Bind(3, Next).Bind(4, LastAt).Bind(5, KeptBytes).Run();
}
