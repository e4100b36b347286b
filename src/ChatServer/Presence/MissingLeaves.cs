using ChatServer.Rooms;
using ChatServer.Storage;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>Says the LEAVEs that the server's former life could not say, before any client comes: whoever was there when it died is there no more.</summary>
internal sealed partial class MissingLeaves(IChatStore store, IMessageLog log, OwedLeaves owedLeaves, TimeProvider time, ILogger<MissingLeaves> logger) : IHostedService
{
    private const int MostAtOnce = 500;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var left = await store.ReadLeftVisitsAsync(cancellationToken);
            foreach (var room in left.GroupBy(visit => visit.RoomId)) await EndAsync(room.Key, [.. room], cancellationToken);
            if (left.Count > 0) LogEnded(left.Count);
        }
        catch (MessageLogException failure)
        {
            // The chat is of use without it, and the rows are still there at the next start.
            LogFailed(failure.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task EndAsync(string roomId, List<Visit> visits, CancellationToken cancellationToken)
    {
        var owed = await owedLeaves.FindAsync(roomId, visits, cancellationToken);
        var windows = visits.Where(visit => owed.Contains(visit.Id)).GroupBy(visit => visit.Name).ToDictionary(name => name.Key, name => name.Count(), StringComparer.Ordinal);
        foreach (var some in visits.Chunk(MostAtOnce)) await Task.WhenAll(some.Select(visit => EndAsync(visit, windows, owed, cancellationToken)));
    }

    private async Task EndAsync(Visit visit, Dictionary<string, int> windows, HashSet<string> owed, CancellationToken cancellationToken)
    {
        if (owed.Contains(visit.Id))
        {
            // Counted and handed to the log without a wait in between, so the counts have the messages' order.
            if (--windows[visit.Name] == 0) windows.Remove(visit.Name);
            var count = new Headcount(windows.Count, windows.GetValueOrDefault(visit.Name));
            await log.AppendAsync(RoomTopic.Of(visit.RoomId), Farewells.LeaveOf(visit), VisitHeaders.OfLeave(count, visit), cancellationToken);
        }

        await store.RemoveVisitAsync(visit, time.GetUtcNow());
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Visits} visits of the server's former life ended")]
    private partial void LogEnded(int visits);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The visits of the server's former life could not be ended: {Failure}")]
    private partial void LogFailed(string failure);
}
