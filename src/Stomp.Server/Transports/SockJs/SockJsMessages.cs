using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Stomp.Server.Transports.SockJs;

/// <summary>Reads what SockJS clients send: a JSON array of strings; in a WebSocket also a single string.</summary>
internal static class SockJsMessages
{
    /// <returns>The messages as UTF-8; null if it is no such JSON.</returns>
    public static List<ReadOnlyMemory<byte>>? Parse(ReadOnlySpan<byte> json, bool allowsSingle = false)
    {
        if (!Utf8.IsValid(json)) return null;
        try
        {
            var reader = new Utf8JsonReader(json);
            var messages = new List<ReadOnlyMemory<byte>>(1);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && allowsSingle) messages.Add(Unescape(ref reader));
            else if (!TryReadArray(ref reader, messages)) return null;
            // Throws if more follows.
            reader.Read();
            return messages;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool TryReadArray(ref Utf8JsonReader reader, List<ReadOnlyMemory<byte>> messages)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.String) messages.Add(Unescape(ref reader));
        return reader.TokenType == JsonTokenType.EndArray;
    }

    private static ReadOnlyMemory<byte> Unescape(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return reader.ValueSpan.ToArray();
        var bytes = new byte[reader.ValueSpan.Length];
        try
        {
            return bytes.AsMemory(0, reader.CopyString(bytes));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which JavaScript's strings may hold and UTF-8 may not.
            return Encoding.UTF8.GetBytes(UnescapeUtf16(Encoding.UTF8.GetString(reader.ValueSpan)));
        }
    }

    // The escapes are known to be well-formed (RFC 8259, 7).
    private static string UnescapeUtf16(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\')
            {
                text.Append(escaped[i]);
                continue;
            }

            switch (escaped[++i])
            {
                case 'u':
                    text.Append((char)Convert.ToUInt16(escaped.Substring(i + 1, 4), 16));
                    i += 4;
                    break;
                case var letter:
                    text.Append(letter switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => letter });
                    break;
            }
        }

        return text.ToString();
    }
}
