using ChatServer.Identity;
using ChatServer.Presence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatServer.Storage.Postgres;

/// <summary>Keeps it in the database of the messages.</summary>
internal sealed class PostgresChatStore : IChatStore
{
    private const string Renew =
        "INSERT INTO server (name, until) VALUES ($1, now() + $2) ON CONFLICT (name) DO UPDATE SET until = now() + $2";

    private readonly PostgresDatabase _database;
    private readonly string _server;
    private readonly TimeSpan _lease;
    private readonly GroupedWrites<ChatChange> _changes;

    public PostgresChatStore(PostgresDatabase database, IOptions<ChatOptions> options)
    {
        _database = database;
        _server = options.Value.ServerName;
        _lease = options.Value.LeaseTimeout;
        _changes = new(changes => database.WriteAsync(async connection =>
        {
            await using var batch = connection.CreateBatch();
            // The same order on every server, or two of them could wait for each other.
            foreach (var change in changes.OrderBy(change => change.Key)) PostgresChatChanges.Write(batch, change, _server);
            return await batch.ExecuteNonQueryAsync();
        }).AsTask());
    }

    public ValueTask AddVisitAsync(Visit visit) => WriteAsync(new ChatChange.VisitBegun(visit));

    public ValueTask MarkVisitAsync(Visit visit, bool isEnding) => WriteAsync(new ChatChange.VisitMarked(visit, isEnding));

    public ValueTask RemoveVisitAsync(Visit visit, DateTimeOffset at) => WriteAsync(new ChatChange.VisitEnded(visit, at));

    public async ValueTask<IReadOnlyList<Visit>> ReadLeftVisitsAsync(CancellationToken cancellationToken)
    {
        await _database.WriteAsync(async connection =>
        {
            // From here on nobody else takes them over; who did so before has them.
            await using var batch = connection.CreateBatch().Add(Renew, _server, _lease).Add("DELETE FROM conversation WHERE server = $1", _server);
            return await batch.ExecuteNonQueryAsync(cancellationToken);
        }, cancellationToken);
        return await ReadAsync("SELECT id, room_id, name, member_id, since FROM visit WHERE server = $1 ORDER BY since, id", ReadVisit, cancellationToken, _server);
    }

    public ValueTask<IReadOnlyList<Visit>> ReadVisitsElsewhereAsync(string roomId, CancellationToken cancellationToken) => ReadAsync(
        "SELECT id, room_id, name, member_id, since FROM visit WHERE room_id = $1 AND server <> $2 AND NOT is_orphan AND NOT is_ending ORDER BY since, id", ReadVisit,
        cancellationToken, roomId, _server);

    public async ValueTask<IReadOnlyList<Visit>> RenewLeaseAsync(TimeSpan lease, CancellationToken cancellationToken)
    {
        await _database.WriteAsync(async connection =>
        {
            await using var batch = connection.CreateBatch().Add(Renew, _server, lease).Add("""
                WITH dead AS (DELETE FROM server WHERE until < now() AND name <> $1 RETURNING name)
                UPDATE visit SET server = $1, is_orphan = true FROM dead WHERE visit.server = dead.name
                """, _server);
            return await batch.ExecuteNonQueryAsync(cancellationToken);
        }, cancellationToken);
        return await ReadAsync("SELECT id, room_id, name, member_id, since FROM visit WHERE server = $1 AND is_orphan ORDER BY since, id", ReadVisit,
            cancellationToken, _server);
    }

    public ValueTask<IReadOnlyList<SeenMember>> ReadSeenAsync(string roomId, int most, CancellationToken cancellationToken) => ReadAsync(
        "SELECT name, member_id, at FROM seen WHERE room_id = $1 ORDER BY at DESC, name LIMIT $2",
        row => new SeenMember(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), Time(row, 2)), cancellationToken, roomId, most);

    public async ValueTask TrimSeenAsync(int mostNames, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var at = before.ToUnixTimeMilliseconds();
        var rooms = await ReadAsync("SELECT room_id FROM seen GROUP BY room_id HAVING count(*) > $1 OR min(at) < $2", row => row.GetString(0), cancellationToken,
            mostNames, at);
        foreach (var room in rooms)
        {
            // What another server is at is left to it, so that the two never wait for each other.
            await _database.WriteAsync(async connection =>
            {
                await using var command = connection.Command("""
                    DELETE FROM seen WHERE room_id = $1 AND name IN (
                      SELECT name FROM seen WHERE room_id = $1 AND (at < $2 OR name IN (SELECT name FROM seen WHERE room_id = $1 ORDER BY at DESC, name OFFSET $3))
                      FOR UPDATE SKIP LOCKED)
                    """, room, at, mostNames);
                return await command.ExecuteNonQueryAsync(cancellationToken);
            }, cancellationToken);
        }
    }

    public ValueTask<bool> TryAddRoomAsync(TitledRoom room, CancellationToken cancellationToken) => _database.WriteAsync(async connection =>
    {
        await using var command = connection.Command("INSERT INTO room (id, title, created_by, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            room.Id, room.Title, room.CreatedBy, room.CreatedAt.ToUnixTimeMilliseconds());
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }, cancellationToken);

    public async ValueTask<StoredRoom?> FindRoomAsync(string roomId, CancellationToken cancellationToken) =>
        await ReadAsync(PostgresRooms.One, PostgresRooms.Read, cancellationToken, roomId) is [{ } room] && (room.Titled is not null || room.LastAt is not null) ? room : null;

    public ValueTask<IReadOnlyList<StoredRoom>> ListRoomsAsync(string find, int most, CancellationToken cancellationToken) =>
        ReadAsync(PostgresRooms.Last, PostgresRooms.Read, cancellationToken, find, most);

    public ValueTask KeepConversationAsync(Conversation conversation) => WriteAsync(new ChatChange.Talked(conversation));

    public async ValueTask<Conversation?> FindConversationAsync(MemberPair pair, CancellationToken cancellationToken) =>
        await ReadAsync("SELECT first, second, first_name, second_name, at FROM conversation WHERE first = $1 AND second = $2", ReadConversation, cancellationToken,
            pair.First, pair.Second) is [{ } found] ? found : null;

    public ValueTask<IReadOnlyList<Conversation>> ListConversationsAsync(string memberId, int most, CancellationToken cancellationToken) => ReadAsync("""
        (SELECT first, second, first_name, second_name, at FROM conversation WHERE first = $1 ORDER BY at DESC LIMIT $2)
        UNION
        (SELECT first, second, first_name, second_name, at FROM conversation WHERE second = $1 ORDER BY at DESC LIMIT $2)
        ORDER BY at DESC LIMIT $2
        """, ReadConversation, cancellationToken, memberId, most);

    public ValueTask ForgetConversationsAsync(string memberId) => WriteAsync(new ChatChange.Forgotten(memberId));

    private static Visit ReadVisit(NpgsqlDataReader row)
    {
        var memberId = row.GetString(3);
        return new(row.GetString(0), row.GetString(1), row.GetString(2), memberId, MemberIds.IsIdentified(memberId) ? memberId : null, Time(row, 4));
    }

    private static Conversation ReadConversation(NpgsqlDataReader row) =>
        new(new(row.GetString(0), row.GetString(1)), row.GetString(2), row.GetString(3), Time(row, 4));

    private static DateTimeOffset Time(NpgsqlDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    private ValueTask WriteAsync(ChatChange change) => new(_changes.WriteAsync(change));

    private ValueTask<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object[] parameters) =>
        _database.ReadAsync<IReadOnlyList<T>>(async connection =>
        {
            await using var command = connection.Command(sql, parameters);
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var all = new List<T>();
            while (await rows.ReadAsync(cancellationToken)) all.Add(read(rows));
            return all;
        }, cancellationToken);
}
