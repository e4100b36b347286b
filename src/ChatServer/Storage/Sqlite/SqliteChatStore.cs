using ChatServer.Identity;
using ChatServer.Presence;

namespace ChatServer.Storage.Sqlite;

/// <summary>Keeps it in the file of the messages.</summary>
internal sealed class SqliteChatStore : IChatStore
{
    private readonly SqliteDatabase _database;
    private readonly GroupedWrites<ChatChange> _changes;

    public SqliteChatStore(SqliteDatabase database)
    {
        _database = database;
        _changes = new(async changes => await _database.WriteAsync(session =>
        {
            foreach (var change in changes) SqliteChatChanges.Write(session, change);
            return true;
        }));
    }

    public ValueTask AddVisitAsync(Visit visit) => WriteAsync(new ChatChange.VisitBegun(visit));

    public ValueTask RemoveVisitAsync(Visit visit, DateTimeOffset at) => WriteAsync(new ChatChange.VisitEnded(visit, at));

    public async ValueTask<IReadOnlyList<Visit>> ReadLeftVisitsAsync(CancellationToken cancellationToken)
    {
        // The file is one server's alone, so the sessions of anonymous members are as gone as the visits.
        await _database.WriteAsync(session =>
        {
            session.Prepare("DELETE FROM conversation WHERE first LIKE 's-%' OR second LIKE 's-%'").Run();
            return true;
        }, cancellationToken);
        return _database.Read(session =>
        {
            var rows = session.Prepare("SELECT id, room_id, name, member_id, since FROM visit ORDER BY since, id");
            var visits = new List<Visit>();
            while (rows.Step())
            {
                var memberId = rows.GetText(3)!;
                visits.Add(new(rows.GetText(0)!, rows.GetText(1)!, rows.GetText(2)!, memberId, MemberIds.IsIdentified(memberId) ? memberId : null,
                    DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(4))));
            }

            return visits;
        });
    }

    public ValueTask<IReadOnlyList<SeenMember>> ReadSeenAsync(string roomId, int most, CancellationToken cancellationToken) => new(_database.Read(session =>
    {
        var rows = session.Prepare("SELECT name, user, at FROM seen WHERE room_id = ?1 ORDER BY at DESC, name LIMIT ?2").Bind(1, roomId).Bind(2, most);
        var seen = new List<SeenMember>();
        while (rows.Step()) seen.Add(new(rows.GetText(0)!, rows.GetText(1), DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(2))));
        return seen;
    }));

    public async ValueTask TrimSeenAsync(int mostNames, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var at = before.ToUnixTimeMilliseconds();
        foreach (var room in _database.Read(session => SqliteSeen.FindRooms(session, mostNames, at)))
        {
            while (await _database.WriteAsync(session => SqliteSeen.Trim(session, room, mostNames, at), cancellationToken) == SqliteSeen.MostAtOnce)
            {
            }
        }
    }

    public ValueTask<bool> TryAddRoomAsync(TitledRoom room, CancellationToken cancellationToken) => _database.WriteAsync(session =>
        session.Prepare("INSERT INTO room (id, title, created_by, created_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING RETURNING 1")
            .Bind(1, room.Id).Bind(2, room.Title).Bind(3, room.CreatedBy).Bind(4, room.CreatedAt.ToUnixTimeMilliseconds()).RunScalar() is not null, cancellationToken);

    public ValueTask<StoredRoom?> FindRoomAsync(string roomId, CancellationToken cancellationToken) => new(_database.Read(session => SqliteRooms.Find(session, roomId)));

    public ValueTask<IReadOnlyList<StoredRoom>> ListRoomsAsync(string find, int most, CancellationToken cancellationToken) =>
        new(_database.Read(session => SqliteRooms.List(session, find, most)));

    public ValueTask KeepConversationAsync(Conversation conversation) => WriteAsync(new ChatChange.Talked(conversation));

    public ValueTask<Conversation?> FindConversationAsync(MemberPair pair, CancellationToken cancellationToken) => new(_database.Read(session =>
    {
        var row = session.Prepare("SELECT first, second, first_name, second_name, at FROM conversation WHERE first = ?1 AND second = ?2")
            .Bind(1, pair.First).Bind(2, pair.Second);
        if (!row.Step()) return null;
        var found = ReadConversation(row);
        row.Reset();
        return found;
    }));

    public ValueTask<IReadOnlyList<Conversation>> ListConversationsAsync(string memberId, int most, CancellationToken cancellationToken) => new(_database.Read(session =>
    {
        var rows = session.Prepare("""
            SELECT * FROM (SELECT first, second, first_name, second_name, at FROM conversation WHERE first = ?1 ORDER BY at DESC LIMIT ?2)
            UNION
            SELECT * FROM (SELECT first, second, first_name, second_name, at FROM conversation WHERE second = ?1 ORDER BY at DESC LIMIT ?2)
            ORDER BY at DESC LIMIT ?2
            """).Bind(1, memberId).Bind(2, most);
        var conversations = new List<Conversation>();
        while (rows.Step()) conversations.Add(ReadConversation(rows));
        return conversations;
    }));

    public ValueTask ForgetConversationsAsync(string memberId) => WriteAsync(new ChatChange.Forgotten(memberId));

    private static Conversation ReadConversation(SqliteStatement row) => new(new(row.GetText(0)!, row.GetText(1)!), row.GetText(2)!, row.GetText(3)!,
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)));

    private ValueTask WriteAsync(ChatChange change) => new(_changes.WriteAsync(change));
}
