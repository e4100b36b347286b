using System.Buffers;
using System.Text;

namespace Stomp.Server.Transports.SockJs;

/// <summary><c>jsonp</c>: a script that calls a function of the page with one frame.</summary>
internal sealed class JsonpPolling(string callback) : SockJsReceiver
{
    public override string ContentType => "application/javascript; charset=UTF-8";

    public override bool IsStreaming => false;

    public override void WriteFrame(IBufferWriter<byte> output, ReadOnlySpan<byte> frame)
    {
        output.Write(Encoding.ASCII.GetBytes(callback));
        output.Write("("u8);
        ScriptString.Write(output, frame);
        output.Write(");\r\n"u8);
    }
}
