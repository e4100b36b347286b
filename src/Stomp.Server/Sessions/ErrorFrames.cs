using System.Buffers;
using System.Text;
using Stomp.Server.Broker;

namespace Stomp.Server.Sessions;

/// <summary>The ERROR frame (STOMP 1.2, "ERROR"): what is wrong, and the receipt that the frame in fault had asked for.</summary>
internal static class ErrorFrames
{
    private const int LongestHeader = 1000;

    public static EncodedFrame Of(StompProtocolException fault, StompVersion version) => Of(fault.Message, version, fault.ReceiptId);

    public static EncodedFrame Of(string text, StompVersion version, string? receiptId = null, bool withVersions = false)
    {
        // The application's text may hold what no header can; 1.0 has no escapes for line ends.
        var line = Shorten(text).Replace('\0', '\uFFFD');
        if (version == StompVersion.V10) line = line.ReplaceLineEndings(" ");
        var headers = new StompHeaders();
        if (withVersions) headers.Add(StompHeaderNames.Version, StompVersionNegotiation.Supported);
        headers.Add(StompHeaderNames.Message, line);
        if (receiptId is not null && StompWriter.CanWrite(StompCommand.Error, StompHeaderNames.ReceiptId, receiptId, version))
            headers.Add(StompHeaderNames.ReceiptId, receiptId);
        headers.Add(StompHeaderNames.ContentType, "text/plain;charset=utf-8");
        var body = Encoding.UTF8.GetBytes(text + "\n");
        return FrameEncoder.Encode(new StompFrame(StompCommand.Error, headers, new ReadOnlySequence<byte>(body)), version);
    }

    // The header "should contain a short description", which fits the limits of those who read it; the body has it all.
    private static string Shorten(string text)
    {
        if (text.Length <= LongestHeader) return text;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestHeader - 1]) ? LongestHeader - 1 : LongestHeader), "…");
    }
}
