using Npgsql;
using Stomp.Server;
using static System.Buffers.Binary.BinaryPrimitives;

namespace ChatServer.Storage.Postgres;

/// <summary>A batch on its way into the database, in two round trips: one that locks and learns where its destinations are at, one that writes and commits.</summary>
/// <param name="entries">The messages.</param>
internal sealed class PostgresBatch(IReadOnlyList<LogEntry> entries)
{
    private readonly Dictionary<string, Destination> _destinations = [];
    private readonly Dictionary<UInt128, long> _keys = [];
    private bool _isCommitting;

    /// <summary>Whether a fault leaves open what became of the batch.</summary>
    public bool MayBeCommitted(Exception fault) => _isCommitting && PostgresFaults.IsLoss(fault);

    /// <summary>Begins the transaction: locks the rows of the writer and of the destinations, in the order of their ids, so that two servers never wait for each other.</summary>
    /// <returns>Whether the writer's row was there, with that number.</returns>
    public async Task<bool> LockAsync(NpgsqlConnection connection, Guid writer, long lastBatch, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch()
            .Add("BEGIN")
            .Add("UPDATE log_writer SET batch = $2 + 1, at = now() WHERE id = $1 AND batch = $2 RETURNING batch", writer, lastBatch)
            .Add("SELECT name, id, next_offset, last_at FROM log_destination WHERE name = ANY ($1) ORDER BY id FOR UPDATE", Names());
        // Behind the locks: a repeat that another server is writing has been written by then.
        List<byte[]> keys = [.. entries.Where(entry => !entry.DeduplicationKey.IsEmpty).Select(entry => entry.DeduplicationKey.ToArray())];
        if (keys.Count > 0) batch.Add("SELECT key, \"offset\" FROM log_key WHERE key = ANY ($1)", keys);
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await rows.ReadAsync(cancellationToken)) return false;
        await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            _destinations.Add(rows.GetString(0), new Destination(rows.GetInt64(1)) { Next = rows.GetInt64(2), LastAt = rows.GetInt64(3) });
        if (!await rows.NextResultAsync(cancellationToken)) return true;
        while (await rows.ReadAsync(cancellationToken)) _keys.Add(Key((byte[])rows[0]), rows.GetInt64(1));
        return true;
    }

    /// <summary>Gives the entries their offsets, writes them and commits.</summary>
    public async Task CommitAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = new PostgresRows(entries.Count);
        foreach (var entry in entries) Place(entry, rows);
        await using var batch = connection.CreateBatch();
        rows.AddTo(batch);
        Destination[] touched = [.. _destinations.Values.Where(destination => destination.NewBytes is not null)];
        if (touched.Length > 0)
        {
            batch.Add("""
                UPDATE log_destination AS d SET next_offset = n.next_offset, last_at = n.last_at, kept_bytes = d.kept_bytes + n.bytes
                FROM unnest($1, $2, $3, $4) AS n (id, next_offset, last_at, bytes) WHERE d.id = n.id
                """, Array.ConvertAll(touched, one => one.Id), Array.ConvertAll(touched, one => one.Next), Array.ConvertAll(touched, one => one.LastAt),
                Array.ConvertAll(touched, one => one.NewBytes ?? 0));
        }

        batch.Add("COMMIT");
        _isCommitting = true;
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static UInt128 Key(ReadOnlySpan<byte> key) => ReadUInt128LittleEndian(key);

    private List<string> Names() => [.. entries.Select(entry => entry.Destination).Distinct(StringComparer.Ordinal)];

    private void Place(LogEntry entry, PostgresRows rows)
    {
        var key = entry.DeduplicationKey.Span;
        if (!key.IsEmpty && _keys.TryGetValue(Key(key), out var offset))
        {
            (entry.Offset, entry.IsRepeat) = (offset, true);
            return;
        }

        var destination = _destinations[entry.Destination];
        (entry.Offset, entry.IsRepeat) = (destination.Next++, false);
        destination.LastAt = Math.Max(destination.LastAt, entry.Timestamp.ToUnixTimeMilliseconds());
        destination.NewBytes = (destination.NewBytes ?? 0) + entry.Body.Length;
        rows.Add(destination.Id, destination.LastAt, entry);
        if (!key.IsEmpty) _keys.Add(Key(key), entry.Offset);
    }

    private sealed class Destination(long id)
    {
        public long Id => id;

        public long Next { get; set; }

        public long LastAt { get; set; }

        public long? NewBytes { get; set; }
    }
}
