using System.Buffers;

namespace Stomp.Server.Transports.SockJs;

/// <summary><c>xhr</c>: a frame and a line end, then the answer is over.</summary>
internal sealed class XhrPolling : SockJsReceiver
{
    public override string ContentType => "application/javascript; charset=UTF-8";

    public override bool IsStreaming => false;

    public override void WriteFrame(IBufferWriter<byte> output, ReadOnlySpan<byte> frame)
    {
        output.Write(frame);
        output.Write("\n"u8);
    }
}
