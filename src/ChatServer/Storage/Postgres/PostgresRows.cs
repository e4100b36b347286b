using Npgsql;
using Stomp.Server;

namespace ChatServer.Storage.Postgres;

/// <summary>Rows as columns: an array each, so that any number of rows is one statement.</summary>
/// <param name="capacity">Most messages.</param>
internal sealed class PostgresRows(int capacity)
{
    private const string InsertMessages = """
        INSERT INTO log_message (destination_id, "offset", at, is_text, message_id, content_type, headers, body)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    private readonly List<long> _destinations = new(capacity);
    private readonly List<long> _offsets = new(capacity);
    private readonly List<long> _times = new(capacity);
    private readonly List<bool> _isText = new(capacity);
    private readonly List<string> _ids = new(capacity);
    private readonly List<string?> _contentTypes = new(capacity);
    private readonly List<byte[]?> _headers = new(capacity);
    private readonly List<byte[]> _bodies = new(capacity);
    private readonly List<byte[]> _keys = [];
    private readonly List<long> _keyOffsets = [];
    private readonly List<long> _keyTimes = [];

    public void Add(long destination, long time, LogEntry entry)
    {
        _destinations.Add(destination);
        _offsets.Add(entry.Offset);
        _times.Add(time);
        _isText.Add(entry.IsText);
        _ids.Add(entry.MessageId);
        _contentTypes.Add(entry.ContentType);
        _headers.Add(HeaderBlock.Encode(entry.Headers));
        _bodies.Add(entry.Body.ToArray());
        if (entry.DeduplicationKey.IsEmpty) return;
        _keys.Add(entry.DeduplicationKey.ToArray());
        _keyOffsets.Add(entry.Offset);
        _keyTimes.Add(time);
    }

    public void AddTo(NpgsqlBatch batch)
    {
        if (_offsets.Count > 0) batch.Add(InsertMessages, Columns());
        if (_keys.Count > 0)
            batch.Add("INSERT INTO log_key (key, \"offset\", at) SELECT * FROM unnest($1, $2, $3)", _keys, _keyOffsets, _keyTimes);
    }

    private object[] Columns() => [_destinations, _offsets, _times, _isText, _ids, _contentTypes, _headers, _bodies];
}
