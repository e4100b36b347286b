using System.Buffers;

namespace Stomp.Server.Transports.SockJs;

/// <summary><c>xhr_streaming</c>: frames, each with a line end.</summary>
internal sealed class XhrStreaming : SockJsReceiver
{
    // Internet Explorer shows nothing of an answer before it has this much.
    private const int PreludeBytes = 2048;

    public override string ContentType => "application/javascript; charset=UTF-8";

    public override void WritePrelude(IBufferWriter<byte> output)
    {
        output.GetSpan(PreludeBytes)[..PreludeBytes].Fill((byte)'h');
        output.Advance(PreludeBytes);
        output.Write("\n"u8);
    }

    public override void WriteFrame(IBufferWriter<byte> output, ReadOnlySpan<byte> frame)
    {
        output.Write(frame);
        output.Write("\n"u8);
    }
}
