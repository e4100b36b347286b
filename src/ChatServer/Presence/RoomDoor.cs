using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using ChatServer.Identity;
using ChatServer.Rooms;
using ChatServer.Storage;
using Stomp;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>Where sessions come into rooms and go out of them: keeps the roster, the rows that outlive a crash, and tells the room.</summary>
/// <remarks>
/// A visit's row is written before its JOIN and goes after its LEAVE, so a server that dies in between leaves a row, and the next start says the
/// LEAVE. That has the visit's own key: however often it is tried, the log takes it once.
/// </remarks>
public sealed class RoomDoor(IMessageTemplate template, Rosters rosters, IChatStore store, MemberIds ids, Farewells farewells,
    RoomActivity activity, TimeProvider time)
{
    private const int RandomBytes = 16;

    /// <summary>Comes into a room. Who is there already says so once more, and counts once.</summary>
    public async ValueTask EnterAsync(IStompSession session, SessionRooms rooms, ChatMessage join)
    {
        if (rooms.VisitIn(join.RoomId) is { } here)
        {
            if (rosters.Find(join.RoomId) is { } roster) await roster.SayAgainAsync(here, count => SayAsync(join, count));
            return;
        }

        var visit = new Visit(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes)), join.RoomId, join.Sender,
            ids.Of(session), MemberIds.UserOf(session), time.GetUtcNow());
        await store.AddVisitAsync(visit);
        var isBack = await EnterAsync(visit, join);
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

    private async ValueTask<bool> EnterAsync(Visit visit, ChatMessage join)
    {
        try
        {
            var arrival = rosters.Enter(visit, count => SayAsync(join, count));
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
        if (rosters.Find(visit.RoomId) is not { } roster) return;
        var departure = roster.Leave(visit, count => template.SendAsync(RoomTopic.Of(visit.RoomId), Farewells.LeaveOf(visit), Farewells.Headers(visit, count)));
        rosters.LetGo(roster);
        try
        {
            await departure.Said;
        }
        catch when (comesBack)
        {
            rosters.Restore(visit);
            throw;
        }

        farewells.Forget(visit);
        if (departure.IsAwayNow) await activity.TellAsync(visit, ActivityType.AWAY);
    }

    private ValueTask SayAsync(ChatMessage message, Headcount count)
    {
        var headers = new StompHeaders(2);
        headers.Add("members", count.Members.ToString(CultureInfo.InvariantCulture));
        headers.Add("windows", count.Windows.ToString(CultureInfo.InvariantCulture));
        return template.SendAsync(RoomTopic.Of(message.RoomId), message, new MessageOptions { Headers = headers });
    }

    private void Withdraw(Visit visit)
    {
        if (rosters.Find(visit.RoomId) is not { } roster) return;
        roster.Withdraw(visit);
        rosters.LetGo(roster);
    }
}
