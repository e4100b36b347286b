using System.Buffers;
using System.Globalization;

namespace Stomp.Server.Broker.Selectors;

/// <summary>
/// Numbers as Java writes them (JMS 2.0, 3.8.1.1):
/// <c>57</c>, <c>57L</c>, <c>0x39</c>, octal <c>071</c>; <c>7.</c>, <c>.5</c>, <c>57.9E2</c>, <c>7d</c>.
/// </summary>
internal static class NumericSyntax
{
    private static readonly SearchValues<char> OfApproximate = SearchValues.Create(".eEdDfF");

    /// <returns>How many characters of the text's front are a number.</returns>
    public static int Measure(ReadOnlySpan<char> text)
    {
        if (text.Length > 2 && text[0] == '0' && text[1] is 'x' or 'X' && char.IsAsciiHexDigit(text[2]))
        {
            var hex = 2;
            while (hex < text.Length && char.IsAsciiHexDigit(text[hex])) hex++;
            return hex < text.Length && text[hex] is 'l' or 'L' ? hex + 1 : hex;
        }

        var length = CountDigits(text);
        if (length < text.Length && text[length] == '.') length += 1 + CountDigits(text[(length + 1)..]);
        length += MeasureExponent(text[length..]);
        return length < text.Length && text[length] is 'l' or 'L' or 'd' or 'D' or 'f' or 'F' ? length + 1 : length;
    }

    /// <returns>Null when it is out of range, or not written as Java would have it.</returns>
    public static Number? Read(ReadOnlySpan<char> text, bool isNegative)
    {
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (!isHex && text.ContainsAny(OfApproximate)) return ReadApproximate(text.TrimEnd("dDfF"), isNegative);
        text = text.TrimEnd("lL");
        if (isHex) return OfMagnitude(text[2..], 16, isNegative);
        return text.Length > 1 && text[0] == '0' ? OfMagnitude(text[1..], 8, isNegative) : OfMagnitude(text, 10, isNegative);
    }

    private static Number? ReadApproximate(ReadOnlySpan<char> text, bool isNegative) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            ? Number.OfFinite(isNegative ? -value : value)
            : null;

    // The lowest long has a magnitude that is no long.
    private static Number? OfMagnitude(ReadOnlySpan<char> digits, int radix, bool isNegative)
    {
        Int128 magnitude = 0;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
            if (digit >= radix) return null;
            magnitude = (magnitude * radix) + digit;
            if (magnitude > (Int128)long.MaxValue + 1) return null;
        }

        if (isNegative) magnitude = -magnitude;
        return magnitude <= long.MaxValue ? new Number((long)magnitude) : null;
    }

    private static int MeasureExponent(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('e' or 'E')) return 0;
        var sign = text.Length > 1 && text[1] is '+' or '-' ? 2 : 1;
        var digits = CountDigits(text[sign..]);
        return digits == 0 ? 0 : sign + digits;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
