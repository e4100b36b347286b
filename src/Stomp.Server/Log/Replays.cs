using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Metrics;
using Stomp.Server.Sessions;

namespace Stomp.Server.Log;

/// <summary>Finds out where replays begin, and has what they all use.</summary>
internal sealed partial class Replays(LoggedDestinations logged, LogReader reader, LogAppender appender, Rejections rejections, OutboxFlusher flusher,
    LogMeter meter, TimeProvider time, IOptions<StompOptions> options, ILogger<Replays> logger)
{
    public LogReader Reader { get; } = reader;

    public OutboxFlusher Flusher { get; } = flusher;

    public LogMeter Meter { get; } = meter;

    public TimeProvider Time { get; } = time;

    public StompOptions Options { get; } = options.Value;

    /// <summary>Makes the replay that a SUBSCRIBE asks for, for its subscription to come.</summary>
    /// <exception cref="StompProtocolException">There cannot be one.</exception>
    /// <exception cref="MessageRejectedException">The log cannot be read now.</exception>
    public async ValueTask<Replay> PlanAsync(StompSession session, string destination, ReplayRequest request)
    {
        try
        {
            return new Replay(this, session, appender.Epoch, await FindStartAsync(destination, request, session.Closed));
        }
        catch (MessageLogException e)
        {
            throw new MessageRejectedException(e.Message, LogAppender.RefusalType);
        }
    }

    /// <summary>Whether a destination can be replayed.</summary>
    public bool Has(string destination) => !DestinationPattern.IsPattern(destination) && logged.RuleOf(destination) is not null;

    /// <summary>Tells a client that its replay stands still.</summary>
    public void Tell(StompSession session, Subscription subscription, MessageLogException failure) => rejections.Tell(session, StompCommand.Subscribe,
        subscription.Destination, receipt: null, subscription.Id, new MessageRejectedException(failure.Message, LogAppender.RefusalType));

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session}: the replay of {Destination} failed")]
    public partial void LogFailed(Exception exception, string session, string destination);

    private async ValueTask<ReplayStart> FindStartAsync(string destination, ReplayRequest request, CancellationToken cancellationToken)
    {
        var range = await Reader.GetRangeAsync(destination, cancellationToken);
        switch (request.From)
        {
            case ReplayFrom.First:
                return new(range.First, Recovered: true);
            case ReplayFrom.Next:
                return new(range.Next, Recovered: true);
            case ReplayFrom.Last:
                return OfLast(range, 1);
            case ReplayFrom.History:
                return OfLast(range, request.Value);
            case ReplayFrom.Timestamp:
                return await FindTimeAsync(destination, range, DateTimeOffset.FromUnixTimeSeconds(request.Value), cancellationToken);
            default:
                var isThere = request.Value >= range.First && request.Value <= range.Next && (request.Epoch is null || request.Epoch == appender.Epoch);
                if (isThere) return new(request.Value, Recovered: true);
                return new(request.History is { } history ? OfLast(range, history).Offset : range.First, Recovered: false);
        }
    }

    private static ReplayStart OfLast(LogRange range, long count)
    {
        var wanted = Math.Max(1, range.Next - count);
        return new(Math.Max(wanted, range.First), wanted >= range.First);
    }

    // What went before the oldest one that is kept may have been of that time, too.
    private async ValueTask<ReplayStart> FindTimeAsync(string destination, LogRange range, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var offset = await Reader.FindAsync(destination, at, cancellationToken);
        return new(offset, offset > range.First || range.First == 1 || at > Time.GetUtcNow());
    }
}
