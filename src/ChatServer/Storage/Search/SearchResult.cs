namespace ChatServer.Storage.Search;

/// <summary>What a search found.</summary>
/// <param name="Hits">The newest hits, newest first.</param>
/// <param name="Total">How many there are, these included; <see cref="MessageSearch.MostCounted"/> where there are more.</param>
/// <param name="HasMore">Whether there are others behind these.</param>
internal sealed record SearchResult(IReadOnlyList<SearchHit> Hits, int Total, bool HasMore);
