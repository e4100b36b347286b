using Dapper;
using Npgsql;
using Stomp.Server;

namespace ChatServer.Storage.Postgres;

/// <summary>Lets go of what is over the retention, a piece at a time: messages that are sent meanwhile wait for one piece only.</summary>
internal static class PostgresTrimmer
{
    /// <summary>Most rows in one transaction: some milliseconds.</summary>
    public const int MostAtOnce = 1000;

    public static Task<long?> FindIdAsync(NpgsqlConnection connection, string destination) =>
        connection.QuerySingleOrDefaultAsync<long?>("SELECT id FROM log_destination WHERE name = @destination", new { destination });

    /// <summary>Lets go of a destination's oldest messages.</summary>
    /// <param name="connection">A connection in a transaction.</param>
    /// <param name="id">The destination.</param>
    /// <param name="oldest">The first message that is not too old.</param>
    /// <param name="retention">The other limits.</param>
    /// <returns>How many went; <see cref="MostAtOnce"/> when there may be more.</returns>
    public static async Task<long> TrimAsync(NpgsqlConnection connection, long id, long oldest, LogRetention retention)
    {
        var (first, next, bytes) = await connection.QuerySingleAsync<(long, long, long)>(
            "SELECT first_offset, next_offset, kept_bytes FROM log_destination WHERE id = @id FOR UPDATE", new { id });
        var target = Math.Max(oldest, next - (retention.MaxMessages ?? next));
        if (target <= first && (retention.MaxBytes ?? long.MaxValue) >= bytes) return 0;
        var lengths = await connection.QueryAsync<long>("""
            SELECT octet_length(body)::bigint FROM log_message WHERE destination_id = @id AND "offset" >= @first ORDER BY "offset" LIMIT @MostAtOnce
            """, new { id, first, MostAtOnce });
        var newFirst = first;
        foreach (var length in lengths)
        {
            if (newFirst >= target && bytes <= (retention.MaxBytes ?? long.MaxValue)) break;
            bytes -= length;
            newFirst++;
        }

        await connection.ExecuteAsync("""
            DELETE FROM log_message WHERE destination_id = @id AND "offset" >= @first AND "offset" < @newFirst;
            UPDATE log_destination SET first_offset = @newFirst, kept_bytes = @bytes WHERE id = @id
            """, new { id, first, newFirst, bytes });
        return newFirst - first;
    }

    /// <summary>Forgets the oldest keys.</summary>
    /// <returns>How many; <see cref="MostAtOnce"/> when there may be more.</returns>
    public static Task<int> ForgetKeysAsync(NpgsqlConnection connection, DateTimeOffset before) => connection.ExecuteAsync(
        "DELETE FROM log_key WHERE key IN (SELECT key FROM log_key WHERE at < @at ORDER BY at LIMIT @MostAtOnce)", new { at = before.ToUnixTimeMilliseconds(), MostAtOnce });
}
