using ChatServer.Presence;

namespace ChatServer.Storage.Sqlite;

/// <summary>Writes what is written in groups.</summary>
internal static class SqliteChatChanges
{
    public static void Write(SqliteSession session, ChatChange change)
    {
        switch (change)
        {
            case ChatChange.VisitBegun(var visit):
                session.Prepare("INSERT INTO visit (id, room_id, name, member_id, since) VALUES (?1, ?2, ?3, ?4, ?5)").Bind(1, visit.Id)
                    .Bind(2, visit.RoomId).Bind(3, visit.Name).Bind(4, visit.MemberId).Bind(5, visit.Since.ToUnixTimeMilliseconds()).Run();
                See(session, visit, visit.Since);
                break;
            case ChatChange.VisitEnded(var visit, var at):
                session.Prepare("DELETE FROM visit WHERE id = ?1").Bind(1, visit.Id).Run();
                See(session, visit, at);
                break;
            case ChatChange.Talked(var conversation):
                session.Prepare("""
                    INSERT INTO conversation (first, second, first_name, second_name, at) VALUES (?1, ?2, ?3, ?4, ?5)
                    ON CONFLICT DO UPDATE SET first_name = ?3, second_name = ?4, at = ?5
                    """).Bind(1, conversation.Pair.First).Bind(2, conversation.Pair.Second).Bind(3, conversation.FirstName).Bind(4, conversation.SecondName)
                    .Bind(5, conversation.At.ToUnixTimeMilliseconds()).Run();
                break;
            case ChatChange.Forgotten(var memberId):
                session.Prepare("DELETE FROM conversation WHERE first = ?1 OR second = ?1").Bind(1, memberId).Run();
                break;
        }
    }

    private static void See(SqliteSession session, Visit visit, DateTimeOffset at) => session
        .Prepare("INSERT INTO seen (room_id, name, user, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET user = ?3, at = ?4")
        .Bind(1, visit.RoomId).Bind(2, visit.Name).Bind(3, visit.User).Bind(4, at.ToUnixTimeMilliseconds()).Run();
}
