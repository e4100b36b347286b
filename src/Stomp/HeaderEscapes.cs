using System.Buffers;
using System.Text;

namespace Stomp;

/// <summary>Writes header text with the escapes of its version (STOMP 1.2, "Value Encoding").</summary>
internal static class HeaderEscapes
{
    private static readonly SearchValues<char> Special12 = SearchValues.Create("\\\n:\r");
    private static readonly SearchValues<char> Special11 = SearchValues.Create("\\\n:");

    internal static bool Unescaped(StompCommand command, StompVersion version) => version == StompVersion.V10 || command.IsHandshake();

    internal static void Write(IBufferWriter<byte> output, ReadOnlySpan<char> text, StompCommand command, StompVersion version)
    {
        if (Unescaped(command, version))
        {
            Encoding.UTF8.GetBytes(text, output);
            return;
        }

        // 1.1 has no escape for CR, which is an octet like any other there.
        var special = version == StompVersion.V11 ? Special11 : Special12;
        int next;
        while ((next = text.IndexOfAny(special)) >= 0)
        {
            Encoding.UTF8.GetBytes(text[..next], output);
            output.Write(text[next] switch
            {
                '\\' => "\\\\"u8,
                '\n' => "\\n"u8,
                '\r' => "\\r"u8,
                _ => "\\c"u8,
            });
            text = text[(next + 1)..];
        }

        Encoding.UTF8.GetBytes(text, output);
    }
}
