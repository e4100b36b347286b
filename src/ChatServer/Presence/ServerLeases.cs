using ChatServer.Storage;
using Microsoft.Extensions.Options;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>
/// Keeps this server alive for the others that share its store, and speaks for those that have died: one takes their visits over, and says each LEAVE once.
/// </summary>
internal sealed partial class ServerLeases(IChatStore store, OwedLeaves owedLeaves, RoomVoice voice, OtherServers others, IOptions<ChatOptions> options, TimeProvider time,
    ILogger<ServerLeases> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LeaseInterval, time);
        try
        {
            do
            {
                await RenewAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops, and ends its visits itself.
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            var orphans = await store.RenewLeaseAsync(options.Value.LeaseTimeout, cancellationToken);
            foreach (var room in orphans.GroupBy(visit => visit.RoomId)) await EndAsync(room.Key, [.. room], cancellationToken);
            if (orphans.Count > 0) LogEnded(orphans.Count);
        }
        catch (MessageLogException failure)
        {
            // What is not done now is found again.
            LogFailed(failure.Message);
        }
    }

    private async Task EndAsync(string roomId, List<Visit> visits, CancellationToken cancellationToken)
    {
        var owed = await owedLeaves.FindAsync(roomId, visits, cancellationToken);
        foreach (var visit in visits)
        {
            if (owed.Contains(visit.Id))
            {
                var elsewhere = await others.VisitsInAsync(roomId);
                await voice.SayAsync(Farewells.LeaveOf(visit), VisitHeaders.OfLeave(others.Count(visit, elsewhere), visit));
            }

            await store.RemoveVisitAsync(visit, time.GetUtcNow());
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Visits} visits of servers that have died ended")]
    private partial void LogEnded(int visits);

    [LoggerMessage(Level = LogLevel.Warning, Message = "This server cannot tell the others that it lives: {Failure}")]
    private partial void LogFailed(string failure);
}
