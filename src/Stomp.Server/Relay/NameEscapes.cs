using System.Globalization;
using System.Text;

namespace Stomp.Server.Relay;

/// <summary>
/// Names as brokers take them: <c>/</c> between segments is <c>.</c>, which patterns know there; what means something to a broker is <c>~</c> and the
/// hexadecimal digits of its UTF-8 bytes, an empty segment <c>~</c> alone. Each name has one form, and each form one name.
/// </summary>
internal static class NameEscapes
{
    /// <summary>Writes a name; <paramref name="special"/> are the characters that the broker has a use for, beside <c>.</c> and <c>~</c>.</summary>
    public static string Escape(ReadOnlySpan<char> name, ReadOnlySpan<char> special)
    {
        var output = new StringBuilder(name.Length + 16);
        var isEmpty = true;
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value == '/')
            {
                output.Append(isEmpty ? "~." : ".");
                isEmpty = true;
                continue;
            }

            isEmpty = false;
            if (rune.Value is '.' or '~' || Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || (rune.IsBmp && special.Contains((char)rune.Value))) AppendHex(output, rune);
            else output.Append(rune);
        }

        if (isEmpty) output.Append('~');
        return output.ToString();
    }

    /// <summary>Reads what <see cref="Escape"/> wrote. What it never writes stays as it is: somebody else chose that name.</summary>
    public static string Unescape(ReadOnlySpan<char> name)
    {
        var bytes = new List<byte>(name.Length);
        Span<byte> utf8 = stackalloc byte[4];
        var start = 0;
        while (start < name.Length)
        {
            var c = name[start];
            if (c == '.')
            {
                bytes.Add((byte)'/');
                start++;
            }
            else if (c == '~' && start + 2 < name.Length && byte.TryParse(name.Slice(start + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                start += 3;
            }
            else if (c == '~' && (start == 0 || name[start - 1] == '.') && (start + 1 == name.Length || name[start + 1] == '.'))
            {
                start++;
            }
            else
            {
                Rune.DecodeFromUtf16(name[start..], out var rune, out var consumed);
                bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
                start += consumed;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static void AppendHex(StringBuilder output, Rune rune)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var one in utf8[..rune.EncodeToUtf8(utf8)]) output.Append('~').Append(one.ToString("X2", CultureInfo.InvariantCulture));
    }
}
