using System.Buffers;
using System.Text.Encodings.Web;

namespace Stomp.Server.Broker;

/// <summary>
/// Escapes in JSON only what must be (RFC 8259, 7): quotation mark, reverse solidus and control characters. The relaxed
/// encoder of the framework escapes emoji, too.
/// </summary>
internal sealed unsafe class MinimalJsonEncoder : JavaScriptEncoder
{
    // Surrogates are looked at one by one: one that stands alone cannot be written as UTF-8.
    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(value => (char)value), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(value => (char)value)]);

    public override int MaxOutputCharactersPerInputCharacter => UnsafeRelaxedJsonEscaping.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var rest = new ReadOnlySpan<char>(text, textLength);
        while (rest.IndexOfAny(Suspicious) is >= 0 and var next)
        {
            var isPair = char.IsHighSurrogate(rest[next]) && next + 1 < rest.Length && char.IsLowSurrogate(rest[next + 1]);
            if (!isPair) return textLength - rest.Length + next;
            rest = rest[(next + 2)..];
        }

        return -1;
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
}
