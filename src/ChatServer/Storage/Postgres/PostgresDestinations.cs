using Npgsql;
using Stomp.Server;

namespace ChatServer.Storage.Postgres;

/// <summary>The destinations that are known to have a row, so that it is made once.</summary>
internal sealed class PostgresDestinations
{
    // What is forgotten is made again, which does nothing.
    private const int MostKnown = 100_000;

    private readonly HashSet<string> _known = [];

    public async ValueTask MakeAsync(NpgsqlConnection connection, IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
    {
        HashSet<string>? unknown = null;
        foreach (var entry in entries)
        {
            if (!_known.Contains(entry.Destination)) (unknown ??= []).Add(entry.Destination);
        }

        if (unknown is null) return;
        // In one order, so that two servers that make the same ones do not wait for each other.
        await using var command = connection.Command("INSERT INTO log_destination (name) SELECT unnest($1) ORDER BY 1 ON CONFLICT DO NOTHING", unknown.ToList());
        await command.ExecuteNonQueryAsync(cancellationToken);
        if (_known.Count > MostKnown) _known.Clear();
        _known.UnionWith(unknown);
    }
}
