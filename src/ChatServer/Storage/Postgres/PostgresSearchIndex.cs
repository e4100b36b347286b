using ChatServer.Storage.Search;
using Dapper;
using Stomp.Server;

namespace ChatServer.Storage.Postgres;

/// <summary>The search index in PostgreSQL: the tokens as <c>tsvector</c> with a GIN index. Several servers may fill it at once.</summary>
/// <param name="database">The log's database.</param>
internal sealed class PostgresSearchIndex(PostgresDatabase database) : ISearchIndex
{
    private const string SelectCandidates = """
        SELECT m."offset", m.at, m.message_id, m.content_type, m.headers, m.body, m.is_text
        FROM log_search AS s JOIN log_message AS m USING (destination_id, "offset")
        WHERE destination_id = (SELECT id FROM log_destination WHERE name = $1) AND s."offset" < $2 AND s.tokens @@ $3::tsquery
        ORDER BY s."offset" DESC LIMIT $4
        """;

    // It is in the log's own database, and so never of another log.
    public ValueTask OpenAsync(string epoch, CancellationToken cancellationToken) => database.OpenAsync(cancellationToken);

    public async ValueTask<LogRange> GetRangeAsync(string destination, CancellationToken cancellationToken) => await database.ReadAsync(async connection =>
    {
        await using var command = connection.Command(
            "SELECT i.first_offset, i.next_offset FROM log_indexed AS i JOIN log_destination AS d ON d.id = destination_id WHERE name = $1", destination);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? new LogRange(rows.GetInt64(0), rows.GetInt64(1)) : LogRange.Empty;
    }, cancellationToken);

    public async ValueTask AddAsync(IReadOnlyList<IndexedRoom> rooms, CancellationToken cancellationToken) =>
        await database.WriteAsync(async connection =>
        {
            // Whoever else indexes the same messages writes the same, and in the same order. A cast, and not to_tsvector: nothing takes the tokens apart.
            var messages = rooms.SelectMany(room => room.Messages, (room, message) => (room.Destination, message.Offset, message.Tokens)).ToArray();
            return await connection.ExecuteAsync("""
                INSERT INTO log_search (destination_id, "offset", tokens)
                SELECT d.id, n."offset", n.tokens::tsvector
                FROM unnest(@destinations, @offsets, @tokens) AS n (destination, "offset", tokens) JOIN log_destination AS d ON d.name = n.destination
                ORDER BY d.id, n."offset" ON CONFLICT DO NOTHING;
                INSERT INTO log_indexed AS i (destination_id, first_offset, next_offset)
                SELECT d.id, n.first, n.next
                FROM unnest(@names, @firsts, @nexts) AS n (destination, first, next) JOIN log_destination AS d ON d.name = n.destination
                ORDER BY d.id
                ON CONFLICT (destination_id) DO UPDATE SET next_offset = greatest(i.next_offset, excluded.next_offset)
                """, new
            {
                destinations = messages.Select(message => message.Destination).ToArray(),
                offsets = messages.Select(message => message.Offset).ToArray(),
                tokens = messages.Select(message => message.Tokens).ToArray(),
                names = rooms.Select(room => room.Destination).ToArray(),
                firsts = rooms.Select(room => room.Range.First).ToArray(),
                nexts = rooms.Select(room => room.Range.Next).ToArray(),
            });
        }, cancellationToken);

    public async ValueTask TrimAsync(string destination, LogRange range, CancellationToken cancellationToken) =>
        await database.WriteAsync(connection => connection.ExecuteAsync("""
            DELETE FROM log_search WHERE destination_id = (SELECT id FROM log_destination WHERE name = @destination) AND ("offset" < @First OR "offset" >= @Next);
            INSERT INTO log_indexed (destination_id, first_offset, next_offset)
            SELECT id, @First, @Next FROM log_destination WHERE name = @destination
            ON CONFLICT (destination_id) DO UPDATE SET first_offset = excluded.first_offset, next_offset = excluded.next_offset
            """, new { destination, range.First, range.Next }), cancellationToken);

    public ValueTask<IReadOnlyList<LoggedMessage>> FindAsync(string destination, SearchQuery query, long beforeOffset, int maxMessages, CancellationToken cancellationToken)
    {
        // Made of hexadecimal digits alone: https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY.
        var tokens = string.Join(" & ", [.. query.Pairs.Select(token => $"'{token}'"), .. query.Characters.Select(token => $"'{token}':*")]);
        return database.ReadAsync<IReadOnlyList<LoggedMessage>>(async connection =>
        {
            await using var command = connection.Command(SelectCandidates, destination, beforeOffset, tokens, (long)maxMessages);
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            return await PostgresMessageLogStore.ReadMessagesAsync(rows, cancellationToken);
        }, cancellationToken);
    }
}
