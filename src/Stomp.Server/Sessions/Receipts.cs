using System.Globalization;
using Stomp.Server.Log;

namespace Stomp.Server.Sessions;

/// <summary>The RECEIPT frame (STOMP 1.2, "RECEIPT").</summary>
internal static class Receipts
{
    /// <summary>Answers a frame.</summary>
    /// <param name="id">The receipt that it asked for.</param>
    /// <param name="offset">The offset of the one message that it put into the log, if it did.</param>
    public static StompFrame Of(string id, long? offset = null)
    {
        var headers = new StompHeaders(2);
        headers.Add(StompHeaderNames.ReceiptId, id);
        if (offset is not null) headers.Add(StreamHeaders.Offset, offset.Value.ToString(CultureInfo.InvariantCulture));
        return new(StompCommand.Receipt, headers);
    }

    /// <summary>Answers a SUBSCRIBE that asked for what was.</summary>
    /// <param name="id">The receipt that it asked for.</param>
    /// <param name="replay">What it gets.</param>
    public static StompFrame Of(string id, Replay replay)
    {
        var headers = new StompHeaders(4);
        headers.Add(StompHeaderNames.ReceiptId, id);
        headers.Add(StreamHeaders.Recovered, replay.Start.Recovered ? "true" : "false");
        headers.Add(StreamHeaders.Offset, replay.Start.Offset.ToString(CultureInfo.InvariantCulture));
        headers.Add(StreamHeaders.Epoch, replay.Epoch);
        return new(StompCommand.Receipt, headers);
    }
}
