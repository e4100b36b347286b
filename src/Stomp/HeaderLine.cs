using System.Buffers;
using System.Text;

namespace Stomp;

/// <summary>Reads one header line: <c>name ":" value</c>, with the escapes of its version.</summary>
internal static class HeaderLine
{
    private const string FrameRule = "STOMP 1.2, Augmented BNF";
    private const string EscapeRule = "STOMP 1.2, Value Encoding";
    private const int MostBytesOnStack = 256;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="line">The line without its end.</param>
    /// <param name="command">The frame's command: those of the handshake are not escaped.</param>
    /// <param name="version">The version that decides about escapes.</param>
    /// <param name="before">The headers read before, for the fault's receipt.</param>
    internal static (string Name, string Value) Read(ReadOnlySpan<byte> line, StompCommand command, StompVersion version, StompHeaders before)
    {
        var context = new Context(command, version, before);
        var colon = line.IndexOf((byte)':');
        if (colon < 0) throw context.Fault(Show(line), "expected 'name:value', found no colon", FrameRule);

        var name = line[..colon];
        var value = line[(colon + 1)..];
        if (version == StompVersion.V10)
        {
            // 1.0 says nothing of spaces and its servers trimmed them; later versions must not.
            name = name.Trim(" \t"u8);
            value = value.Trim(" \t"u8);
        }

        if (name.IsEmpty) throw context.Fault(null, "a header has no name", FrameRule);
        var nameText = StompHeaderNames.Find(name) ?? ReadText(name, Show(name), context);
        return (nameText, ReadText(value, nameText, context));
    }

    private static string ReadText(ReadOnlySpan<byte> raw, string header, in Context context)
    {
        // A CR that is part of no line end: 1.2 has an escape for it.
        if (context.Version == StompVersion.V12 && !context.Command.IsHandshake() && raw.Contains((byte)'\r'))
            throw context.Fault(header, "a carriage return must be written as '\\r'", FrameRule);
        if (context.Unescaped || !raw.Contains((byte)'\\')) return Decode(raw, header, context);

        byte[]? rented = null;
        var unescaped = raw.Length <= MostBytesOnStack
            ? stackalloc byte[MostBytesOnStack]
            : rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        try
        {
            var length = Unescape(raw, unescaped, header, context);
            return Decode(unescaped[..length], header, context);
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // An undefined escape sequence must be treated as a fatal protocol error.
    private static int Unescape(ReadOnlySpan<byte> raw, Span<byte> target, string header, in Context context)
    {
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                target[length++] = raw[i];
                continue;
            }

            i++;
            target[length++] = (i < raw.Length ? raw[i] : default) switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'c' => (byte)':',
                (byte)'\\' => (byte)'\\',
                (byte)'r' when context.Version >= StompVersion.V12 => (byte)'\r',
                _ => throw context.Fault(header, $"'{Show(raw[(i - 1)..Math.Min(i + 1, raw.Length)])}' is no escape of STOMP "
                    + context.Version.ToWireName(), EscapeRule),
            };
        }

        return length;
    }

    private static string Decode(ReadOnlySpan<byte> utf8, string header, in Context context)
    {
        try
        {
            return utf8.IsEmpty ? "" : StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            throw context.Fault(header, "the header is not UTF-8", EscapeRule);
        }
    }

    private static string Show(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private readonly record struct Context(StompCommand Command, StompVersion Version, StompHeaders Before)
    {
        public bool Unescaped => Version == StompVersion.V10 || Command.IsHandshake();

        public StompProtocolException Fault(string? header, string fault, string rule) =>
            new(Command.ToWireName(), header, fault, rule) { ReceiptId = Before[StompHeaderNames.Receipt] };
    }
}
