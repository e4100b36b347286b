using System.Buffers;
using System.Text.Unicode;
using Stomp.Server.Broker;

namespace Stomp.Server.Sessions;

/// <summary>Encodes the frames that go to one session only.</summary>
internal static class FrameEncoder
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public static EncodedFrame Encode(StompFrame frame, StompVersion version)
    {
        var buffer = _buffer ??= new(256);
        buffer.ResetWrittenCount();
        StompWriter.Write(buffer, frame, version);
        return EncodedFrame.Create(buffer.WrittenSpan, Utf8.IsValid(buffer.WrittenSpan));
    }
}
