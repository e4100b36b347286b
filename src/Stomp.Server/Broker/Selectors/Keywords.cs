namespace Stomp.Server.Broker.Selectors;

/// <summary>The reserved words. They are found in any case (JMS 2.0, 3.8.1.1) and are no identifiers.</summary>
internal static class Keywords
{
    private static readonly (string Word, TokenKind Kind)[] All =
    [
        ("AND", TokenKind.And),
        ("OR", TokenKind.Or),
        ("NOT", TokenKind.Not),
        ("BETWEEN", TokenKind.Between),
        ("IN", TokenKind.In),
        ("LIKE", TokenKind.Like),
        ("ESCAPE", TokenKind.Escape),
        ("IS", TokenKind.Is),
        ("NULL", TokenKind.Null),
        ("TRUE", TokenKind.True),
        ("FALSE", TokenKind.False),
    ];

    public static TokenKind Find(ReadOnlySpan<char> word)
    {
        foreach (var (keyword, kind) in All)
        {
            if (word.Equals(keyword, StringComparison.OrdinalIgnoreCase)) return kind;
        }

        return TokenKind.Identifier;
    }
}
