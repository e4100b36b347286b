using Stomp.Server;

namespace ChatServer.Storage.Search;

/// <summary>
/// Has the index follow the log, from where it stood: after a crash, or for a log that was never indexed, it catches up. It reads what is committed and is nowhere in its way.
/// </summary>
/// <param name="store">The log's store.</param>
/// <param name="index">The index.</param>
/// <param name="activity">Says where there is something to do.</param>
/// <param name="logger">Gets what the owner has to know.</param>
internal sealed partial class SearchIndexer(IMessageLogStore store, ISearchIndex index, LogActivity activity, ILogger<SearchIndexer> logger) : BackgroundService
{
    private const int BatchSize = 500;
    private const int BatchBytes = 1 << 20;

    // Messages of that time are indexed together; a search misses them so long.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // For what was trimmed, and what other servers put there.
    private static readonly TimeSpan FullRound = TimeSpan.FromSeconds(30);

    /// <summary>Brings the index up to the log as it is now.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await index.OpenAsync(await store.OpenAsync(cancellationToken), cancellationToken);
        var destinations = await store.ListDestinationsAsync(cancellationToken);
        await CatchUpAsync(destinations.Where(destination => destination.StartsWith(RoomLog.Prefix, StringComparison.Ordinal)), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The application's start waits until here.
        await Task.Yield();
        var lastRound = 0L;
        var isDue = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var rooms = isDue ? [] : await activity.TakeAsync(FullRound, stoppingToken);
                if (isDue || TimeProvider.System.GetElapsedTime(lastRound) > FullRound)
                {
                    isDue = true;
                    await CatchUpAsync(stoppingToken);
                    (isDue, lastRound) = (false, TimeProvider.System.GetTimestamp());
                }

                await CatchUpAsync(rooms, stoppingToken);
                await Task.Delay(Pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is MessageLogException or InvalidOperationException)
            {
                LogBehind(e.Message);
                isDue = true;
                await Task.Delay(FullRound, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Many rooms with little new go into the index together: each commit there is work for later, too.</summary>
    private async Task CatchUpAsync(IEnumerable<string> destinations, CancellationToken cancellationToken)
    {
        var batch = new List<IndexedRoom>();
        var count = 0L;
        foreach (var destination in destinations)
        {
            var kept = await store.GetRangeAsync(destination, cancellationToken);
            var indexed = await TrimAsync(destination, kept, cancellationToken);
            while (indexed.Next < kept.Next && await ReadAsync(destination, indexed, cancellationToken) is { } room)
            {
                // A piece says once how far each of its rooms is.
                if (batch.Count > 0 && batch[^1].Destination == destination) await AddAsync();
                batch.Add(room);
                count += room.Range.Next - indexed.Next;
                indexed = room.Range;
                if (count >= BatchSize) await AddAsync();
            }
        }

        await AddAsync();

        async Task AddAsync()
        {
            if (batch.Count > 0) await index.AddAsync(batch, cancellationToken);
            batch.Clear();
            count = 0;
        }
    }

    /// <summary>Has the index let go of what the log did.</summary>
    /// <returns>What is indexed.</returns>
    private async Task<LogRange> TrimAsync(string destination, LogRange kept, CancellationToken cancellationToken)
    {
        var indexed = await index.GetRangeAsync(destination, cancellationToken);
        // A log that lost its end, as by a backup that was restored, is indexed anew.
        if (indexed.Next > kept.Next) await index.TrimAsync(destination, indexed = new(kept.First, kept.First), cancellationToken);
        if (indexed.First < kept.First) await index.TrimAsync(destination, indexed = new(kept.First, Math.Max(indexed.Next, kept.First)), cancellationToken);
        return indexed;
    }

    /// <returns>What comes next of a room; null when there is nothing.</returns>
    private async Task<IndexedRoom?> ReadAsync(string destination, LogRange indexed, CancellationToken cancellationToken)
    {
        var messages = await store.ReadAsync(destination, indexed.Next, BatchSize, BatchBytes, cancellationToken);
        if (messages.Count == 0) return null;
        var talks = new List<(long Offset, string Tokens)>(messages.Count);
        foreach (var message in messages)
        {
            if (RoomLog.ReadTalk(message) is { } talk && SearchText.Tokens(talk.Message!) is { Length: > 0 } tokens) talks.Add((message.Offset, tokens));
        }

        return new(destination, indexed with { Next = messages[^1].Offset + 1 }, talks);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index is behind the log: {Fault}")]
    private partial void LogBehind(string fault);
}
