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
        var tokens = new HashSet<string>();
        foreach (var word in Words(Fold(text)))
        {
            tokens.UnionWith(Pairs(word));
            tokens.Add(Token(word[LastCharacter(word)..]));
        }

        return string.Join(' ', tokens);
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
        foreach (var unit in characters) token.Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
        return token.ToString();
    }

    private static int LastCharacter(string word) => word.Length > 1 && char.IsSurrogatePair(word, word.Length - 2) ? word.Length - 2 : word.Length - 1;
}
