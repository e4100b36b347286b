using Stomp.Server;

namespace ChatServer.Storage.Sqlite;

/// <summary>Writes batches of messages, on the writer's thread alone. It knows where each destination is at, so that a message is one insert.</summary>
internal sealed class SqliteAppender
{
    // What is forgotten is read again; 100,000 destinations take some 15 MB.
    private const int MostKnownDestinations = 100_000;

    private const string InsertMessage = "INSERT INTO log_message (place, at, message_id, content_type, headers, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    private readonly Dictionary<string, SqliteDestination> _known = [];
    private readonly HashSet<SqliteDestination> _touched = [];
    private SqliteSession? _session;
    private long _dataVersion;

    /// <summary>Writes a batch; what it gives the entries is good once it is committed.</summary>
    public void Append(SqliteSession session, IReadOnlyList<LogEntry> entries)
    {
        CheckKnown(session);
        try
        {
            for (var i = 0; i < entries.Count; i++) Append(session, entries[i]);
            foreach (var destination in _touched) destination.Save(session);
        }
        catch
        {
            Forget();
            throw;
        }
        finally
        {
            _touched.Clear();
        }
    }

    /// <summary>Forgets what is known of a destination, which somebody else has changed.</summary>
    public void Forget(string destination) => _known.Remove(destination);

    private void Forget() => _known.Clear();

    /// <summary>What is known holds for one connection, until somebody else writes: https://sqlite.org/pragma.html#pragma_data_version.</summary>
    private void CheckKnown(SqliteSession session)
    {
        var dataVersion = (long)session.Prepare("PRAGMA data_version").RunScalar()!;
        if (session != _session || dataVersion != _dataVersion || _known.Count > MostKnownDestinations) Forget();
        (_session, _dataVersion) = (session, dataVersion);
    }

    private void Append(SqliteSession session, LogEntry entry)
    {
        var key = entry.DeduplicationKey.Span;
        if (!key.IsEmpty && session.Prepare("SELECT place FROM log_key WHERE key = ?1").Bind(1, key).RunScalar() is { } place)
        {
            (entry.Offset, entry.IsRepeat) = (LogPlace.OffsetOf(place), true);
            return;
        }

        var destination = Find(session, entry.Destination);
        _touched.Add(destination);
        (entry.Offset, entry.IsRepeat) = (destination.Next++, false);
        place = LogPlace.Of(destination.Id, entry.Offset);
        destination.LastAt = Math.Max(destination.LastAt, entry.Timestamp.ToUnixTimeMilliseconds());
        destination.KeptBytes += entry.Body.Length;
        var insert = session.Prepare(InsertMessage).Bind(1, place).Bind(2, destination.LastAt).Bind(3, entry.MessageId).Bind(4, entry.ContentType)
            .Bind(5, HeaderBlock.Encode(entry.Headers));
        if (entry.IsText) insert.BindText(6, entry.Body.Span);
        else insert.Bind(6, entry.Body.Span);
        insert.Run();
        if (!key.IsEmpty)
            session.Prepare("INSERT INTO log_key (key, place, at) VALUES (?1, ?2, ?3)").Bind(1, key).Bind(2, place).Bind(3, destination.LastAt).Run();
    }

    private SqliteDestination Find(SqliteSession session, string name)
    {
        if (!_known.TryGetValue(name, out var destination))
            _known.Add(name, destination = SqliteDestination.Find(session, name) ?? SqliteDestination.Make(session, name));
        return destination;
    }
}
