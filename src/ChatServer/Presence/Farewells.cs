using System.Globalization;
using System.Threading.Channels;
using ChatServer.Rooms;
using ChatServer.Storage;
using Stomp;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>
/// Ends visits behind the sessions' backs: deletes the rows of those whose LEAVE has been said, and says the LEAVEs that could not be said
/// when they were due, until it succeeds.
/// </summary>
public sealed partial class Farewells(IServiceProvider services, IChatStore store, TimeProvider time, ILogger<Farewells> logger) : IHostedService
{
    private const int MostAtOnce = 256;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly Channel<(Visit Visit, bool IsSaid)> _visits = Channel.CreateUnbounded<(Visit, bool)>(new() { SingleReader = true });
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _work = Task.CompletedTask;

    /// <summary>The message that ends a visit.</summary>
    internal static ChatMessage LeaveOf(Visit visit) => new(visit.RoomId, MessageType.LEAVE, visit.Name);

    /// <summary>Its headers: the counts, and the key by which the log knows a repeat.</summary>
    internal static MessageOptions Headers(Visit visit, Headcount count)
    {
        var headers = new StompHeaders(3);
        headers.Add("members", count.Members.ToString(CultureInfo.InvariantCulture));
        headers.Add("windows", count.Windows.ToString(CultureInfo.InvariantCulture));
        headers.Add("idempotency-key", $"leave-{visit.Id}");
        return new() { Headers = headers };
    }

    /// <summary>The LEAVE was said, or no JOIN ever was: the row goes.</summary>
    public void Forget(Visit visit) => _visits.Writer.TryWrite((visit, true));

    /// <summary>The LEAVE could not be said.</summary>
    public void SayLater(Visit visit) => _visits.Writer.TryWrite((visit, false));

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _work = WorkAsync();
        return Task.CompletedTask;
    }

    /// <summary>Does what is left. What does not succeed in time has its row still, and is done at the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _visits.Writer.TryComplete();
        _stopping.TrySetResult();
        try
        {
            await _work.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            LogLeft();
        }
    }

    private async Task WorkAsync()
    {
        var batch = new List<(Visit Visit, bool IsSaid)>();
        while (batch.Count > 0 || await _visits.Reader.WaitToReadAsync())
        {
            while (batch.Count < MostAtOnce && _visits.Reader.TryRead(out var next)) batch.Add(next);
            var ends = await Task.WhenAll(batch.Select(one => EndAsync(one.Visit, one.IsSaid)));
            batch = [.. ends.OfType<(Visit, bool)>()];
            if (batch.Count == 0) continue;
            if (_stopping.Task.IsCompleted) return;
            await Task.WhenAny(Task.Delay(RetryAfter, time), _stopping.Task);
        }
    }

    /// <returns>What is still to be done; null when nothing is.</returns>
    private async Task<(Visit Visit, bool IsSaid)?> EndAsync(Visit visit, bool isSaid)
    {
        try
        {
            if (!isSaid) await SayAsync(visit);
            isSaid = true;
            await store.RemoveVisitAsync(visit.Id, time.GetUtcNow());
            return null;
        }
        catch (MessageLogException failure)
        {
            LogFailed(failure.Message);
            return (visit, isSaid);
        }
    }

    private async ValueTask SayAsync(Visit visit)
    {
        // The template needs the sessions, and they, by way of their listeners, this.
        var roster = services.GetRequiredService<Rosters>().Find(visit.RoomId);
        await services.GetRequiredService<IMessageTemplate>()
            .SendAsync(RoomTopic.Of(visit.RoomId), LeaveOf(visit), Headers(visit, roster?.CountOf(visit.Name) ?? default));
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The end of a visit cannot be written now: {Failure}")]
    private partial void LogFailed(string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Some visits have not been ended in time; the next start does it")]
    private partial void LogLeft();
}
