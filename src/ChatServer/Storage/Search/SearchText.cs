using System.Globalization;
using System.Text;

namespace ChatServer.Storage.Search;

/// <summary>
/// Texts as they are indexed: by each pair of neighbouring characters in a word, and its last character alone. Korean joins particles and endings to its words without a space, so
/// that people look for parts of words. A token is its characters' UTF-16 in hexadecimal: no tokenizer takes it apart, and no query language has a word like it.
/// </summary>
internal static class SearchText
{
    /// <summary>A text in the form in which texts are compared: composed (NFC), in lower case.</summary>
    public static string Fold(string text)
    {
        // Half a surrogate pair cannot be composed with anything.
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return whole.Normalize(NormalizationForm.FormC).ToLowerInvariant();
    }

    /// <summary>The words of a folded text: what is between white space.</summary>
    public static string[] Words(string folded) => folded.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The tokens of a message, each once.</summary>
    /// <returns>The tokens, with spaces between; empty for a text without a word.</returns>
    public static string Tokens(string text)
    {
        var known = new HashSet<(Rune First, Rune? Second)>();
        var tokens = new StringBuilder();
        Rune? before = null;
        foreach (var rune in Fold(text).EnumerateRunes())
        {
            var isInWord = !Rune.IsWhiteSpace(rune);
            if (before is { } first)
            {
                // A word's last character stands alone.
                Rune? second = isInWord ? rune : null;
                if (known.Add((first, second))) Append(tokens, first, second);
            }

            before = isInWord ? rune : null;
        }

        if (before is { } last && known.Add((last, null))) Append(tokens, last, null);
        return tokens.ToString();
    }

    /// <summary>The tokens of a word's pairs, in their order.</summary>
    public static IEnumerable<string> Pairs(string word)
    {
        var (begin, middle) = (0, 0);
        foreach (var rune in word.EnumerateRunes())
        {
            var end = middle + rune.Utf16SequenceLength;
            if (middle > 0) yield return Token(word[begin..end]);
            (begin, middle) = (middle, end);
        }
    }

    /// <summary>The token of some characters.</summary>
    public static string Token(string characters)
    {
        var token = new StringBuilder(characters.Length * 4);
        Append(token, characters);
        return token.ToString();
    }

    private static void Append(StringBuilder tokens, Rune first, Rune? second)
    {
        Span<char> units = stackalloc char[4];
        var count = first.EncodeToUtf16(units);
        if (second is { } rune) count += rune.EncodeToUtf16(units[count..]);
        if (tokens.Length > 0) tokens.Append(' ');
        Append(tokens, units[..count]);
    }

    private static void Append(StringBuilder token, ReadOnlySpan<char> units)
    {
        foreach (var unit in units) token.Append(CultureInfo.InvariantCulture, $"{(int)unit:x4}");
    }
}
