using Stomp.Server;

namespace ChatServer.Storage.Search;

/// <summary>Narrows a search down to messages that are worth a look.</summary>
internal interface ISearchCandidates
{
    /// <summary>Finds messages that may match a query; all that do are among them.</summary>
    /// <param name="destination">Where to look.</param>
    /// <param name="query">The query.</param>
    /// <param name="beforeOffset">Only messages with smaller offsets.</param>
    /// <param name="maxMessages">Most messages.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The messages, newest first; none when there are no others.</returns>
    ValueTask<IReadOnlyList<LoggedMessage>> FindAsync(string destination, SearchQuery query, long beforeOffset, int maxMessages, CancellationToken cancellationToken);
}
