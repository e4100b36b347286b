namespace ChatServer.Storage.Search;

/// <summary>A query: words that a text has to hold, each of them, wherever.</summary>
internal sealed class SearchQuery
{
    // More would narrow nothing: candidates are looked at anyway.
    private const int MostTokens = 24;

    public SearchQuery(string text)
    {
        Words = [.. SearchText.Words(SearchText.Fold(text)).Distinct(StringComparer.Ordinal)];
        Pairs = [.. Words.SelectMany(SearchText.Pairs).Distinct(StringComparer.Ordinal).Take(MostTokens)];
        Characters = [.. Words.Where(word => !SearchText.Pairs(word).Any()).Select(SearchText.Token).Take(MostTokens)];
    }

    public IReadOnlyList<string> Words { get; }

    /// <summary>Tokens that a message has to have.</summary>
    public IReadOnlyList<string> Pairs { get; }

    /// <summary>Words of one character: a message has to have a token that begins with each.</summary>
    public IReadOnlyList<string> Characters { get; }

    /// <summary>Whether a text is what is looked for.</summary>
    public bool Matches(string text)
    {
        var folded = SearchText.Fold(text);
        return Words.All(word => folded.Contains(word, StringComparison.Ordinal));
    }
}
