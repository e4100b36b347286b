using System.Buffers;
using System.Globalization;
using System.Text;

namespace Stomp;

/// <summary>Writes frames as bytes, with the escapes of the version they are for.</summary>
public static class StompWriter
{
    /// <summary>
    /// Writes a whole frame, or nothing. Frames that may have a body get their <c>content-length</c>; one in the headers is
    /// written in its place with the body's true length, whatever its value.
    /// </summary>
    /// <param name="output">Where to write.</param>
    /// <param name="frame">What to write.</param>
    /// <param name="version">The version that was negotiated.</param>
    /// <exception cref="ArgumentException">The frame cannot be written in this version: see <see cref="CanWrite"/>; or it must not have a body.</exception>
    public static void Write(IBufferWriter<byte> output, StompFrame frame, StompVersion version)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(frame);
        if (!frame.Command.MayHaveBody() && !frame.Body.IsEmpty)
            throw new ArgumentException($"A {frame.Command.ToWireName()} frame must not have a body (STOMP 1.2, Body).", nameof(frame));
        foreach (ref readonly var header in frame.Headers.AsSpan()) CheckHeader(frame.Command, header.Key, header.Value, version);

        WriteCommand(output, frame.Command);
        var lengthWritten = false;
        foreach (ref readonly var header in frame.Headers.AsSpan())
        {
            if (string.Equals(header.Key, StompHeaderNames.ContentLength, StringComparison.Ordinal))
            {
                WriteContentLength(output, frame.Body.Length);
                lengthWritten = true;
            }
            else
            {
                WriteCheckedHeader(output, frame.Command, header.Key, header.Value, version);
            }
        }

        if (frame.Command.MayHaveBody() && !lengthWritten) WriteContentLength(output, frame.Body.Length);
        output.Write("\n"u8);
        foreach (var segment in frame.Body) output.Write(segment.Span);
        output.Write("\0"u8);
    }

    /// <summary>
    /// Whether a header can be written: no version can carry NUL; 1.0 and the frames of the handshake, which are not
    /// escaped, can carry no line feed, and no colon in a name; an empty name is none.
    /// </summary>
    public static bool CanWrite(StompCommand command, string name, string value, StompVersion version)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal) || value.Contains('\0', StringComparison.Ordinal)) return false;
        if (!HeaderEscapes.Unescaped(command, version)) return true;
        return name.AsSpan().IndexOfAny('\n', '\r', ':') < 0 && value.AsSpan().IndexOfAny('\n', '\r') < 0;
    }

    /// <summary>Writes the command's line.</summary>
    public static void WriteCommand(IBufferWriter<byte> output, StompCommand command)
    {
        ArgumentNullException.ThrowIfNull(output);
        Encoding.UTF8.GetBytes(command.ToWireName(), output);
        output.Write("\n"u8);
    }

    /// <summary>Writes one header's line.</summary>
    /// <exception cref="ArgumentException">It cannot be written in this version: see <see cref="CanWrite"/>.</exception>
    public static void WriteHeader(IBufferWriter<byte> output, StompCommand command, string name, string value, StompVersion version)
    {
        ArgumentNullException.ThrowIfNull(output);
        CheckHeader(command, name, value, version);
        WriteCheckedHeader(output, command, name, value, version);
    }

    /// <summary>Writes the <c>content-length</c> header.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="length">The body's length in bytes.</param>
    public static void WriteContentLength(IBufferWriter<byte> output, long length)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write("content-length:"u8);
        length.TryFormat(output.GetSpan(20), out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
        output.Write("\n"u8);
    }

    private static void CheckHeader(StompCommand command, string name, string value, StompVersion version)
    {
        if (CanWrite(command, name, value, version)) return;
        throw new ArgumentException($"Header '{StompProtocolException.Quote(name)}' cannot be written in a "
            + $"{command.ToWireName()} frame of STOMP {version.ToWireName()}.", nameof(value));
    }

    private static void WriteCheckedHeader(IBufferWriter<byte> output, StompCommand command, string name, string value, StompVersion version)
    {
        HeaderEscapes.Write(output, name, command, version);
        output.Write(":"u8);
        HeaderEscapes.Write(output, value, command, version);
        output.Write("\n"u8);
    }
}
