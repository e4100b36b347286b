namespace ChatServer.Api;

/// <summary>What a search found.</summary>
/// <param name="Total">How many there are, at most 1,000.</param>
/// <param name="More">Whether there are more behind these.</param>
/// <param name="Hits">The messages, newest first.</param>
public sealed record FoundMessages(int Total, bool More, IReadOnlyList<FoundMessage> Hits);
