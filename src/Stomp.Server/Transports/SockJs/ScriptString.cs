using System.Buffers;

namespace Stomp.Server.Transports.SockJs;

/// <summary>Writes frames as string literals in scripts.</summary>
internal static class ScriptString
{
    private static readonly SearchValues<byte> Suspects = SearchValues.Create("\"\\<"u8);

    /// <param name="output">Where to write.</param>
    /// <param name="frame">A frame, which has no control characters in it.</param>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> frame)
    {
        output.Write("\""u8);
        int plain;
        while ((plain = frame.IndexOfAny(Suspects)) >= 0)
        {
            output.Write(frame[..plain]);
            // A message that says "</script>" must not end the script.
            if (frame[plain] == '<') output.Write("\\u003c"u8);
            else output.Write([(byte)'\\', frame[plain]]);
            frame = frame[(plain + 1)..];
        }

        output.Write(frame);
        output.Write("\""u8);
    }
}
