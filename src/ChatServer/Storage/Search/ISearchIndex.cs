using Stomp.Server;

namespace ChatServer.Storage.Search;

/// <summary>Which messages hold which pairs of characters. It follows the log.</summary>
internal interface ISearchIndex : ISearchCandidates
{
    /// <summary>Makes it ready, empty where it belongs to another log.</summary>
    /// <param name="epoch">The log's epoch.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask OpenAsync(string epoch, CancellationToken cancellationToken);

    /// <summary>Which messages of a destination were indexed.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<LogRange> GetRangeAsync(string destination, CancellationToken cancellationToken);

    /// <summary>Adds messages of some rooms in one piece, and says how far they are then.</summary>
    /// <param name="rooms">The rooms.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask AddAsync(IReadOnlyList<IndexedRoom> rooms, CancellationToken cancellationToken);

    /// <summary>Removes messages that the log has let go of.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="range">What is indexed then.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask TrimAsync(string destination, LogRange range, CancellationToken cancellationToken);
}
