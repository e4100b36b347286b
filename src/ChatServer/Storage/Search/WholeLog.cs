using Stomp.Server;

namespace ChatServer.Storage.Search;

/// <summary>Proposes all that is kept: for a log in memory, which is small.</summary>
/// <param name="store">The log's store.</param>
internal sealed class WholeLog(IMessageLogStore store) : ISearchCandidates
{
    public async ValueTask<IReadOnlyList<LoggedMessage>> FindAsync(string destination, SearchQuery query, long beforeOffset, int maxMessages,
        CancellationToken cancellationToken)
    {
        var range = await store.GetRangeAsync(destination, cancellationToken);
        var end = Math.Min(beforeOffset, range.Next);
        if (end <= range.First) return [];
        var messages = await store.ReadAsync(destination, Math.Max(range.First, end - maxMessages), maxMessages, int.MaxValue, cancellationToken);
        return [.. messages.Where(message => message.Offset < end).Reverse()];
    }
}
