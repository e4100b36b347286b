using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Load;

/// <summary>A message of the chat that says which it is and when it was to be sent: <c>~number timestamp~</c>.</summary>
internal static class ChatFrame
{
    private const byte Mark = (byte)'~';

    public static byte[] Of(string room, int number, long timestamp, int bodyBytes)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"~{number} {timestamp}~");
        var front = $"{{\"roomId\":\"{room}\",\"sender\":\"load\",\"message\":\"{text}";
        const string Back = "\",\"type\":\"TALK\"}";
        var padding = new string('x', Math.Max(0, bodyBytes - front.Length - Back.Length));
        return Encoding.UTF8.GetBytes($"SEND\ndestination:/app/chat/sendMessage\ncontent-type:application/json\n\n{front}{padding}{Back}\0");
    }

    /// <summary>Reads the number and the timestamp out of a MESSAGE.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out int number, out long timestamp)
    {
        (number, timestamp) = (0, 0);
        var mark = message.IndexOf(Mark);
        if (mark < 0) return false;
        var text = message[(mark + 1)..];
        if (!Utf8Parser.TryParse(text, out number, out var length)) return false;
        return Utf8Parser.TryParse(text[(length + 1)..], out timestamp, out _);
    }

    public static long Now => Stopwatch.GetTimestamp();
}
