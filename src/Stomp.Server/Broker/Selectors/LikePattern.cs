namespace Stomp.Server.Broker.Selectors;

/// <summary>The pattern of LIKE: <c>%</c> is any characters, <c>_</c> is one, what is behind the escape is itself.</summary>
internal sealed class LikePattern
{
    private const string Wildcards = "%_";

    private readonly char[] _pattern;
    private readonly bool[] _isWildcard;

    private LikePattern(char[] pattern, bool[] isWildcard)
    {
        _pattern = pattern;
        _isWildcard = isWildcard;
    }

    /// <returns>Null when an escape stands before what needs none, or at the end (SQL-92, 8.5).</returns>
    public static LikePattern? Parse(string text, char? escape)
    {
        var pattern = new List<char>(text.Length);
        var isWildcard = new List<bool>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isEscaped = text[i] == escape;
            if (isEscaped && (++i == text.Length || !(Wildcards.Contains(text[i]) || text[i] == escape))) return null;
            pattern.Add(text[i]);
            isWildcard.Add(!isEscaped && Wildcards.Contains(text[i]));
        }

        return new([.. pattern], [.. isWildcard]);
    }

    // The greedy match with one step back: at most pattern times text, never exponential.
    public bool Matches(ReadOnlySpan<char> text)
    {
        int p = 0, t = 0, any = -1, retry = 0;
        while (t < text.Length)
        {
            if (IsWildcard(p, '%'))
            {
                any = p++;
                retry = t;
            }
            else if (IsWildcard(p, '_'))
            {
                p++;
                t += CharacterWidth(text[t..]);
            }
            else if (p < _pattern.Length && _pattern[p] == text[t])
            {
                p++;
                t++;
            }
            else if (any >= 0)
            {
                p = any + 1;
                t = retry += CharacterWidth(text[retry..]);
            }
            else
            {
                return false;
            }
        }

        while (IsWildcard(p, '%')) p++;
        return p == _pattern.Length;
    }

    private bool IsWildcard(int index, char wildcard) => index < _pattern.Length && _isWildcard[index] && _pattern[index] == wildcard;

    private static int CharacterWidth(ReadOnlySpan<char> text) =>
        text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : 1;
}
