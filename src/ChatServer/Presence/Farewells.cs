using System.Threading.Channels;
using ChatServer.Rooms;
using ChatServer.Storage;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>
/// What is left to do of sessions that have gone: deletes the rows of visits whose LEAVE has been said, and says the LEAVEs that could not be said when
/// they were due. What fails is tried again until it succeeds.
/// </summary>
public sealed partial class Farewells(RoomVoice voice, OtherServers others, IChatStore store, TimeProvider time, ILogger<Farewells> logger) : IHostedService
{
    private const int MostAtOnce = 256;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly Channel<Func<ValueTask>> _work = Channel.CreateUnbounded<Func<ValueTask>>(new() { SingleReader = true });
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _working = Task.CompletedTask;

    /// <summary>The message that ends a visit.</summary>
    internal static ChatMessage LeaveOf(Visit visit) => new(visit.RoomId, MessageType.LEAVE, visit.Name);

    /// <summary>The LEAVE was said, or no JOIN ever was: the row goes.</summary>
    public void Forget(Visit visit)
    {
        var at = time.GetUtcNow();
        _work.Writer.TryWrite(() => store.RemoveVisitAsync(visit, at));
    }

    /// <summary>The LEAVE could not be said, and its session stays in the room: the other servers count it again.</summary>
    public void Undo(Visit visit) => _work.Writer.TryWrite(() => store.MarkVisitAsync(visit, isEnding: false));

    /// <summary>The LEAVE could not be said.</summary>
    public void SayLater(Visit visit)
    {
        var isSaid = false;
        _work.Writer.TryWrite(async () =>
        {
            if (!isSaid) await voice.SayAsync(LeaveOf(visit), VisitHeaders.OfLeave(others.Count(visit, await others.VisitsInAsync(visit.RoomId)), visit));
            isSaid = true;
            await store.RemoveVisitAsync(visit, time.GetUtcNow());
        });
    }

    /// <summary>The session of an anonymous member has ended, and its conversations with it.</summary>
    public void ForgetConversations(string memberId) => _work.Writer.TryWrite(() => store.ForgetConversationsAsync(memberId));

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _working = WorkAsync();
        return Task.CompletedTask;
    }

    /// <summary>Does what is left. What does not succeed in time has its row still, and is done at the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _work.Writer.TryComplete();
        _stopping.TrySetResult();
        try
        {
            await _working.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            LogLeft();
        }
    }

    private async Task WorkAsync()
    {
        var batch = new List<Func<ValueTask>>();
        while (batch.Count > 0 || await _work.Reader.WaitToReadAsync())
        {
            while (batch.Count < MostAtOnce && _work.Reader.TryRead(out var next)) batch.Add(next);
            // Side by side: the store writes them in one piece.
            var left = await Task.WhenAll(batch.Select(TryAsync));
            batch = [.. left.OfType<Func<ValueTask>>()];
            if (batch.Count == 0) continue;
            if (_stopping.Task.IsCompleted) return;
            await Task.WhenAny(Task.Delay(RetryAfter, time), _stopping.Task);
        }
    }

    /// <returns>The work if it is still to be done; null when it is done.</returns>
    private async Task<Func<ValueTask>?> TryAsync(Func<ValueTask> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (MessageLogException failure)
        {
            LogFailed(failure.Message);
            return work;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "What is left of a session cannot be written now: {Failure}")]
    private partial void LogFailed(string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not all visits were ended in time; the next start does it")]
    private partial void LogLeft();
}
