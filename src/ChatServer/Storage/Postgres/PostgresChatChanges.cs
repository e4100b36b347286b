using ChatServer.Identity;
using ChatServer.Presence;
using Npgsql;

namespace ChatServer.Storage.Postgres;

/// <summary>Writes what is written in groups.</summary>
internal static class PostgresChatChanges
{
    public static void Write(NpgsqlBatch batch, ChatChange change, string server)
    {
        switch (change)
        {
            case ChatChange.VisitBegun(var visit):
                // A commit whose answer was lost is tried again.
                batch.Add("INSERT INTO visit (id, server, room_id, name, member_id, since) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                    visit.Id, server, visit.RoomId, visit.Name, visit.MemberId, visit.Since.ToUnixTimeMilliseconds());
                See(batch, visit, visit.Since);
                break;
            case ChatChange.VisitMarked(var visit, var isEnding):
                batch.Add("UPDATE visit SET is_ending = $2 WHERE id = $1", visit.Id, isEnding);
                break;
            case ChatChange.VisitEnded(var visit, var at):
                batch.Add("DELETE FROM visit WHERE id = $1", visit.Id);
                See(batch, visit, at);
                break;
            case ChatChange.Talked(var conversation):
                var pair = conversation.Pair;
                var isLasting = MemberIds.IsIdentified(pair.First) && MemberIds.IsIdentified(pair.Second);
                batch.Add("""
                    INSERT INTO conversation (first, second, first_name, second_name, at, server) VALUES ($1, $2, $3, $4, $5, nullif($6, ''))
                    ON CONFLICT (first, second) DO UPDATE SET first_name = $3, second_name = $4, at = $5
                    """, pair.First, pair.Second, conversation.FirstName, conversation.SecondName, conversation.At.ToUnixTimeMilliseconds(), isLasting ? "" : server);
                break;
            case ChatChange.Forgotten(var memberId):
                batch.Add("DELETE FROM conversation WHERE first = $1 OR second = $1", memberId);
                break;
        }
    }

    private static void See(NpgsqlBatch batch, Visit visit, DateTimeOffset at) => batch.Add("""
        INSERT INTO seen (room_id, name, member_id, at) VALUES ($1, $2, nullif($3, ''), $4)
        ON CONFLICT (room_id, name) DO UPDATE SET member_id = nullif($3, ''), at = $4
        """, visit.RoomId, visit.Name, visit.User ?? "", at.ToUnixTimeMilliseconds());
}
