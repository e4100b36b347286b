using System.Buffers;
using System.Globalization;
using System.Text;

namespace Stomp.Server.Transports.SockJs;

/// <summary>The frames that a SockJS server sends (protocol 0.3.3, "Framing accepted by the client").</summary>
internal static class SockJsFrames
{
    public static ReadOnlySpan<byte> Open => "o"u8;

    public static ReadOnlySpan<byte> HeartBeat => "h"u8;

    /// <summary>What a second request gets while another one waits for the session's messages.</summary>
    public static byte[] AnotherConnection { get; } = Close(new(2010, "Another connection still open"));

    /// <summary>What a client gets whose request broke off: messages may have been lost with it.</summary>
    public static byte[] Interrupted { get; } = Close(new(1002, "Connection interrupted"));

    public static byte[] Close(MessageCloseStatus status)
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write("c["u8);
        output.Write(Encoding.ASCII.GetBytes(status.Code.ToString(CultureInfo.InvariantCulture)));
        output.Write(","u8);
        SockJsString.Write(output, Encoding.UTF8.GetBytes(status.Reason));
        output.Write("]"u8);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Writes one frame with messages, each of them a JSON string.</summary>
    public static void WriteMessages(IBufferWriter<byte> output, IEnumerable<ReadOnlyMemory<byte>> messages)
    {
        var separator = "a["u8;
        foreach (var message in messages)
        {
            output.Write(separator);
            output.Write(message.Span);
            separator = ","u8;
        }

        output.Write("]"u8);
    }
}
