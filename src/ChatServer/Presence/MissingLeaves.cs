using ChatServer.Storage;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>Says the LEAVEs that the server's former life could not say, before any client comes: whoever was there when it died is there no more.</summary>
internal sealed partial class MissingLeaves(IChatStore store, OwedLeaves owedLeaves, RoomVoice voice, OtherServers others, TimeProvider time,
    ILogger<MissingLeaves> logger) : IHostedService
{
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(5);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var left = await store.ReadLeftVisitsAsync(cancellationToken);
            var ending = new List<Task>();
            foreach (var room in left.GroupBy(visit => visit.RoomId)) ending.AddRange(await EndAsync(room.Key, [.. room], cancellationToken));
            if (left.Count == 0) return;
            // They have their places. A broker outside may be away, though, and clients need not wait for that.
            await await Task.WhenAny(Task.WhenAll(ending), Task.Delay(MostWait, time, cancellationToken));
            LogEnded(left.Count);
        }
        catch (MessageLogException failure)
        {
            // The chat is of use without it, and the rows are still there at the next start.
            LogFailed(failure.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<IEnumerable<Task>> EndAsync(string roomId, List<Visit> visits, CancellationToken cancellationToken)
    {
        var owed = await owedLeaves.FindAsync(roomId, visits, cancellationToken);
        // Nobody is here yet, and by way of other servers somebody may be.
        var windows = (await others.VisitsInAsync(roomId)).Concat(visits.Where(visit => owed.Contains(visit.Id)))
            .GroupBy(visit => visit.Name).ToDictionary(name => name.Key, name => name.Count(), StringComparer.Ordinal);
        return [.. visits.Select(visit => owed.Contains(visit.Id) ? EndAsync(visit, windows) : store.RemoveVisitAsync(visit, time.GetUtcNow()).AsTask())];
    }

    private async Task EndAsync(Visit visit, Dictionary<string, int> windows)
    {
        // Counted and handed to the log without a wait in between, so the counts have the messages' order.
        if (--windows[visit.Name] == 0) windows.Remove(visit.Name);
        var count = new Headcount(windows.Count, windows.GetValueOrDefault(visit.Name));
        await voice.SayAsync(Farewells.LeaveOf(visit), VisitHeaders.OfLeave(count, visit));
        await store.RemoveVisitAsync(visit, time.GetUtcNow());
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Visits} visits of the server's former life ended")]
    private partial void LogEnded(int visits);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The visits of the server's former life could not be ended: {Failure}")]
    private partial void LogFailed(string failure);
}
