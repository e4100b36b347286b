namespace ChatServer.Storage.Search;

/// <summary>Finds what was said. A message can be found a moment after it was sent, for as long as the log keeps it.</summary>
internal interface IMessageSearch
{
    /// <summary>Finds messages that hold each of the query's words, wherever in a word of theirs, whatever the case.</summary>
    /// <param name="roomIds">The rooms to look in.</param>
    /// <param name="query">Words, with white space between; no character means anything but itself.</param>
    /// <param name="beforeOffset">Only messages with smaller offsets; null for all. For the next page of one room.</param>
    /// <param name="before">Only messages that were sent earlier; null for all. For the next page of several rooms: hits of the same millisecond come together.</param>
    /// <param name="limit">Most hits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The hits; none for a query without a word.</returns>
    /// <exception cref="Stomp.Server.MessageLogException">The log cannot be read now.</exception>
    ValueTask<SearchResult> SearchAsync(IReadOnlyList<string> roomIds, string query, long? beforeOffset, DateTimeOffset? before, int limit,
        CancellationToken cancellationToken = default);
}
