using ChatServer.Storage.Search;
using Dapper;
using Npgsql;
using Stomp.Server;

namespace ChatServer.Storage.Postgres;

/// <summary>Keeps the message log in a PostgreSQL database, which several servers may share.</summary>
/// <param name="database">The database.</param>
/// <param name="activity">Is told of what was kept.</param>
internal sealed class PostgresMessageLogStore(PostgresDatabase database, LogActivity activity) : IMessageLogStore
{
    private const string SelectPage = """
        SELECT "offset", at, message_id, content_type, headers, body, is_text
        FROM (
          SELECT *, sum(octet_length(body)) OVER (ORDER BY "offset") AS bytes, row_number() OVER (ORDER BY "offset") AS number
          FROM log_message
          WHERE destination_id = (SELECT id FROM log_destination WHERE name = $1) AND "offset" >= $2
          ORDER BY "offset" LIMIT $3
        ) AS page
        WHERE number = 1 OR bytes <= $4
        ORDER BY "offset"
        """;

    // Halves the range until one is left: times never go back.
    private const string SelectByTime = """
        WITH RECURSIVE destination AS (
          SELECT id, first_offset, next_offset FROM log_destination WHERE name = @destination
        ), search (low, high) AS (
          SELECT first_offset, next_offset FROM destination
          UNION ALL
          SELECT CASE WHEN at < @time THEN middle + 1 ELSE low END, CASE WHEN at < @time THEN high ELSE middle END
          FROM (SELECT low, high, (low + high) / 2 AS middle FROM search WHERE low < high) AS half, destination, log_message
          WHERE destination_id = id AND "offset" = middle
        )
        SELECT coalesce((SELECT low FROM search WHERE low = high), (SELECT next_offset FROM destination), 1)
        """;

    private readonly PostgresAppender _appender = new(database);

    public async ValueTask<string> OpenAsync(CancellationToken cancellationToken = default) => await database.ReadAsync(
        connection => connection.QuerySingleAsync<string>("SELECT value FROM chat_meta WHERE name = 'epoch'"), cancellationToken);

    public async ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken = default)
    {
        await _appender.AppendAsync(entries, cancellationToken);
        activity.Note(entries);
    }

    public ValueTask<LogRange> GetRangeAsync(string destination, CancellationToken cancellationToken = default) => database.ReadAsync(async connection =>
    {
        await using var command = connection.Command("SELECT first_offset, next_offset FROM log_destination WHERE name = $1", destination);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? new LogRange(rows.GetInt64(0), rows.GetInt64(1)) : LogRange.Empty;
    }, cancellationToken);

    public ValueTask<IReadOnlyList<LoggedMessage>> ReadAsync(string destination, long fromOffset, int maxMessages, int maxBytes,
        CancellationToken cancellationToken = default) => database.ReadAsync<IReadOnlyList<LoggedMessage>>(async connection =>
        {
            await using var command = connection.Command(SelectPage, destination, fromOffset, (long)maxMessages, (long)maxBytes);
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            return await ReadMessagesAsync(rows, cancellationToken);
        }, cancellationToken);

    public ValueTask<long> FindAsync(string destination, DateTimeOffset time, CancellationToken cancellationToken = default) => database.ReadAsync(
        connection => connection.QuerySingleAsync<long>(SelectByTime, new { destination, time = time.ToUnixTimeMilliseconds() }), cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListDestinationsAsync(CancellationToken cancellationToken = default) => database.ReadAsync<IReadOnlyList<string>>(
        async connection => (await connection.QueryAsync<string>("SELECT name FROM log_destination WHERE next_offset > first_offset")).AsList(), cancellationToken);

    public async ValueTask<long> TrimAsync(string destination, LogRetention retention, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        if (await database.ReadAsync(connection => PostgresTrimmer.FindIdAsync(connection, destination), cancellationToken) is not { } id) return 0;
        var oldest = retention.MaxAge is { } age ? await FindAsync(destination, now - age, cancellationToken) : 1;
        var trimmed = 0L;
        while (true)
        {
            var step = await database.WriteAsync(connection => PostgresTrimmer.TrimAsync(connection, id, oldest, retention), cancellationToken);
            trimmed += step;
            if (step < PostgresTrimmer.MostAtOnce) return trimmed;
        }
    }

    public async ValueTask ForgetKeysAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        while (await database.WriteAsync(connection => PostgresTrimmer.ForgetKeysAsync(connection, before), cancellationToken) == PostgresTrimmer.MostAtOnce)
        {
        }
    }

    /// <summary>Reads rows as messages: offset, time, id, content type, headers, body, whether it is text.</summary>
    public static async Task<List<LoggedMessage>> ReadMessagesAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        var messages = new List<LoggedMessage>();
        while (await rows.ReadAsync(cancellationToken))
        {
            messages.Add(new(rows.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1)), rows.GetString(2), rows[3] as string,
                HeaderBlock.Decode(rows[4] as byte[]), (byte[])rows[5], rows.GetBoolean(6)));
        }

        return messages;
    }
}
