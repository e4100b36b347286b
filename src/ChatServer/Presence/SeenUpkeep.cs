using ChatServer.Storage;
using Microsoft.Extensions.Options;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>Has the store let go of who was in a room long ago, or before so many others: names cost nothing, and anybody may come under any.</summary>
internal sealed partial class SeenUpkeep(IChatStore store, IOptions<ChatOptions> options, TimeProvider time, ILogger<SeenUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await TrimAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task TrimAsync(CancellationToken cancellationToken)
    {
        var limits = options.Value.Retention.Seen;
        try
        {
            await store.TrimSeenAsync(limits.MaxNames, time.GetUtcNow() - limits.MaxAge, cancellationToken);
        }
        catch (MessageLogException failure)
        {
            // It is done the next time.
            LogFailed(failure.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Who was in a room long ago cannot be let go of now: {Failure}")]
    private partial void LogFailed(string failure);
}
