using System.Buffers;
using System.Text;
using Stomp.Server.Broker;

namespace Stomp.Server.Sessions;

/// <summary>The ERROR frame (STOMP 1.2, "ERROR"): what is wrong, and the receipt that the frame in fault had asked for.</summary>
internal static class ErrorFrames
{
    public static EncodedFrame Of(StompProtocolException fault, StompVersion version) => Of(fault.Message, version, fault.ReceiptId);

    public static EncodedFrame Of(string text, StompVersion version, string? receiptId = null, bool withVersions = false)
    {
        // 1.0 and the handshake have no escapes.
        var line = version == StompVersion.V10 ? text.ReplaceLineEndings(" ") : text;
        var headers = new StompHeaders();
        if (withVersions) headers.Add(StompHeaderNames.Version, StompVersionNegotiation.Supported);
        headers.Add(StompHeaderNames.Message, line);
        if (receiptId is not null && StompWriter.CanWrite(StompCommand.Error, StompHeaderNames.ReceiptId, receiptId, version))
            headers.Add(StompHeaderNames.ReceiptId, receiptId);
        headers.Add(StompHeaderNames.ContentType, "text/plain;charset=utf-8");
        var body = Encoding.UTF8.GetBytes(text + "\n");
        return FrameEncoder.Encode(new StompFrame(StompCommand.Error, headers, new ReadOnlySequence<byte>(body)), version);
    }
}
