using System.Buffers;

namespace Stomp.Server.Transports.SockJs;

/// <summary><c>eventsource</c>: each frame is the data of an event. Frames hold no line ends, so one line is enough.</summary>
internal sealed class EventSource : SockJsReceiver
{
    public override string ContentType => "text/event-stream; charset=UTF-8";

    // Opera wants something first.
    public override void WritePrelude(IBufferWriter<byte> output) => output.Write("\r\n"u8);

    public override void WriteFrame(IBufferWriter<byte> output, ReadOnlySpan<byte> frame)
    {
        output.Write("data: "u8);
        output.Write(frame);
        output.Write("\r\n\r\n"u8);
    }
}
