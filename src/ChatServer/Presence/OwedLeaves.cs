using ChatServer.Rooms;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>
/// Which of the visits that a dead server has left need a LEAVE: those whose JOIN the room's log has, and whose LEAVE it does not have. The server may have
/// died between a visit's row and its JOIN, or between its LEAVE and the end of its row.
/// </summary>
internal sealed class OwedLeaves(IMessageLog log, IMessageLogStore store)
{
    /// <returns>The ids of those visits.</returns>
    public async Task<HashSet<string>> FindAsync(string roomId, IReadOnlyList<Visit> visits, CancellationToken cancellationToken)
    {
        var owed = await JoinedVisits.FindAsync(store, RoomTopic.Of(roomId), visits, cancellationToken);
        owed.IntersectWith(visits.Select(visit => visit.Id));
        owed.ExceptWith(await LeaveTail.ReadAsync(log, RoomTopic.Of(roomId), cancellationToken));
        return owed;
    }
}
