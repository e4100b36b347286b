using System.Buffers.Text;
using System.Security.Cryptography;
using ChatServer.Identity;
using ChatServer.Rooms;
using ChatServer.Storage;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>Where sessions come into rooms and go out of them: keeps the roster, the rows that outlive a crash, and tells the room.</summary>
/// <remarks>
/// A visit's row is written before its JOIN and goes after its LEAVE, so a server that dies in between leaves a row, and the next start says the
/// LEAVE, unless the log has it already, or has no JOIN: both name their visit.
/// </remarks>
public sealed class RoomDoor(RoomVoice voice, Rosters rosters, OtherServers others, IChatStore store, MemberIds ids, Farewells farewells,
    RoomActivity activity, TimeProvider time)
{
    private const int RandomBytes = 16;

    /// <summary>Comes into a room. Who is there already says so once more, and counts once.</summary>
    public async ValueTask EnterAsync(IStompSession session, SessionRooms rooms, ChatMessage join)
    {
        if (rooms.VisitIn(join.RoomId) is { } here)
        {
            var also = await others.VisitsInAsync(join.RoomId);
            if (rosters.Find(join.RoomId) is { } roster)
                await roster.SayAgainAsync(here, count => voice.SayAsync(join, VisitHeaders.Of(others.Add(count, here, also))));
            return;
        }

        var visit = new Visit(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes)), join.RoomId, join.Sender,
            ids.Of(session), MemberIds.UserOf(session), time.GetUtcNow());
        await store.AddVisitAsync(visit);
        var isBack = await EnterAsync(visit, join, await others.VisitsInAsync(join.RoomId));
        rooms.Enter(visit);
        if (isBack) await activity.TellAsync(visit, ActivityType.BACK);
    }

    /// <summary>Goes out of a room while the session goes on.</summary>
    public async ValueTask LeaveAsync(Visit visit, SessionRooms rooms)
    {
        await LeaveAsync(visit);
        rooms.Leave(visit);
    }

    /// <summary>Goes out because the session has ended: where the room cannot be told now, it is told later.</summary>
    public async ValueTask LeaveForGoodAsync(Visit visit)
    {
        try
        {
            await LeaveAsync(visit, comesBack: false);
        }
        catch (MessageLogException)
        {
            farewells.SayLater(visit);
        }
    }

    private async ValueTask<bool> EnterAsync(Visit visit, ChatMessage join, IReadOnlyList<Visit> elsewhere)
    {
        try
        {
            OtherServers.CheckName(visit, elsewhere);
            var arrival = rosters.Enter(visit, count => voice.SayAsync(join, VisitHeaders.OfJoin(others.Add(count, visit, elsewhere), visit)));
            await arrival.Said;
            return arrival.IsBack;
        }
        catch
        {
            Withdraw(visit);
            farewells.Forget(visit);
            throw;
        }
    }

    private async ValueTask LeaveAsync(Visit visit, bool comesBack = true)
    {
        var elsewhere = await others.VisitsBesideAsync(visit);
        if (rosters.Find(visit.RoomId) is not { } roster) return;
        var departure = roster.Leave(visit, count => voice.SayAsync(Farewells.LeaveOf(visit), VisitHeaders.OfLeave(others.Add(count, visit, elsewhere), visit)));
        rosters.LetGo(roster);
        try
        {
            await departure.Said;
        }
        catch when (comesBack)
        {
            rosters.Restore(visit);
            farewells.Undo(visit);
            throw;
        }

        farewells.Forget(visit);
        if (departure.IsAwayNow) await activity.TellAsync(visit, ActivityType.AWAY);
    }

    private void Withdraw(Visit visit)
    {
        if (rosters.Find(visit.RoomId) is not { } roster) return;
        roster.Withdraw(visit);
        rosters.LetGo(roster);
    }
}
