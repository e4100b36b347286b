using System.Buffers;
using System.Globalization;
using System.Text;

namespace Stomp.Server.Broker.Selectors;

/// <summary>
/// Java's rules for identifiers (JMS 2.0, 3.8.1.1), without the ignorable control characters: what cannot be seen is no part of a name.
/// </summary>
internal static class IdentifierRules
{
    /// <returns>How many characters of the text's front are an identifier.</returns>
    public static int Measure(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (Rune.DecodeFromUtf16(text[length..], out var rune, out var width) == OperationStatus.Done
            && (IsStart(rune) || (length > 0 && IsPart(rune))))
        {
            length += width;
        }

        return length;
    }

    private static bool IsStart(Rune rune) => Rune.IsLetter(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber or UnicodeCategory.CurrencySymbol
            or UnicodeCategory.ConnectorPunctuation;

    private static bool IsPart(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
