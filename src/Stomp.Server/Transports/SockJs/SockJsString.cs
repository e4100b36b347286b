using System.Buffers;
using System.Text;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Transports.SockJs;

/// <summary>Writes messages as the JSON strings that stand in SockJS' frames.</summary>
internal static class SockJsString
{
    private static readonly StompLimits NoLimits = new()
    {
        MaxFrameBytes = int.MaxValue,
        MaxBodyBytes = int.MaxValue,
        MaxHeaders = int.MaxValue,
        MaxHeaderLineBytes = int.MaxValue,
    };

    // Bytes that begin what JSON or SockJS wants escaped: quotes, controls, and the first byte of U+2000..U+2FFF and of U+F000..U+FFFF.
    private static readonly SearchValues<byte> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(control => (byte)control), (byte)'"', (byte)'\\', 0xE2, 0xEF]);

    public static byte[] Encode(EncodedFrame frame)
    {
        var output = new ArrayBufferWriter<byte>(frame.Length + 16);
        Write(output, frame.IsText ? frame.Stomp.Span : AsText(frame));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Writes UTF-8 as a JSON string, with its quotes.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        output.Write("\""u8);
        while (text.Length > 0)
        {
            var plain = text.IndexOfAny(Suspects);
            if (plain < 0) break;
            output.Write(text[..plain]);
            text = text[plain..];
            text = text[WriteSuspect(output, text)..];
        }

        output.Write(text);
        output.Write("\""u8);
    }

    /// <returns>How many bytes it took.</returns>
    private static int WriteSuspect(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out var rune, out var length);
        switch (rune.Value)
        {
            case '"':
                output.Write("\\\""u8);
                break;
            case '\\':
                output.Write("\\\\"u8);
                break;
            case '\n':
                output.Write("\\n"u8);
                break;
            case '\r':
                output.Write("\\r"u8);
                break;
            case '\t':
                output.Write("\\t"u8);
                break;
            case '\b':
                output.Write("\\b"u8);
                break;
            case '\f':
                output.Write("\\f"u8);
                break;
            // What browsers are known to change on the way (SockJS 0.3.3, "JSON Unicode Encoding").
            case < 0x20 or (>= 0x200C and <= 0x200F) or (>= 0x2028 and <= 0x202F) or (>= 0x2060 and <= 0x206F) or (>= 0xFFF0 and <= 0xFFFF):
                WriteEscape(output, rune.Value);
                break;
            default:
                output.Write(text[..length]);
                break;
        }

        return length;
    }

    private static void WriteEscape(IBufferWriter<byte> output, int value)
    {
        var digits = "0123456789abcdef"u8;
        output.Write([(byte)'\\', (byte)'u', digits[value >> 12], digits[(value >> 8) & 15], digits[(value >> 4) & 15], digits[value & 15]]);
    }

    /// <summary>SockJS has text alone: what is no UTF-8 is replaced, and a frame of STOMP still has to say how long its body is.</summary>
    private static byte[] AsText(EncodedFrame frame)
    {
        var bytes = new ReadOnlySequence<byte>(frame.Stomp);
        if (!new StompParser(NoLimits).TryParse(ref bytes, out var stomp)) return Replaced(frame.Stomp.Span);
        var body = new ReadOnlySequence<byte>(Replaced(stomp.Body.ToArray()));
        return FrameEncoder.Encode(new StompFrame(stomp.Command, stomp.Headers, body), StompVersion.V12).Stomp.ToArray();
    }

    private static byte[] Replaced(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes));
}
