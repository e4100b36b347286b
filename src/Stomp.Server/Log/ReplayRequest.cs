using System.Globalization;

namespace Stomp.Server.Log;

/// <summary>What a SUBSCRIBE asks for of what was, by its <c>x-stream-</c> headers.</summary>
/// <param name="From">Where to begin.</param>
/// <param name="Value">The offset, the time in seconds since 1970, or how many messages.</param>
/// <param name="Epoch">The epoch that an offset belongs to; null where the client does not say.</param>
/// <param name="History">How many of the last messages to send when the offset cannot be had; null for all that is kept.</param>
internal sealed record ReplayRequest(ReplayFrom From, long Value = 0, string? Epoch = null, long? History = null)
{
    private const string Rule = "docs/message-log.md";
    private const string OffsetPrefix = "offset=";
    private const string TimestampPrefix = "timestamp=";

    // The last second that a DateTimeOffset can hold.
    private const long LastSecond = 253_402_300_799;

    /// <summary>Whether a SUBSCRIBE asks for anything.</summary>
    public static string? HeaderOf(StompFrame frame) =>
        frame.Headers[StreamHeaders.Offset] is not null ? StreamHeaders.Offset
        : frame.Headers[StreamHeaders.History] is not null ? StreamHeaders.History
        : frame.Headers[StreamHeaders.Epoch] is not null ? StreamHeaders.Epoch : null;

    /// <summary>Reads it.</summary>
    /// <exception cref="StompProtocolException">A header makes no sense.</exception>
    public static ReplayRequest Parse(StompFrame frame)
    {
        var epoch = frame.Headers[StreamHeaders.Epoch];
        var history = HistoryOf(frame);
        var text = frame.Headers[StreamHeaders.Offset];
        var request = text switch
        {
            null when history is not null => new(ReplayFrom.History, history.Value),
            null => throw Fault(StreamHeaders.Epoch, $"it belongs to '{StreamHeaders.Offset}: offset=N', which is missing"),
            "first" => new(ReplayFrom.First),
            "last" => new(ReplayFrom.Last),
            "next" => new(ReplayFrom.Next),
            _ when ValueOf(text, OffsetPrefix, long.MaxValue - 1) is { } offset => new(ReplayFrom.Offset, Math.Max(offset, 1), epoch, history),
            _ when ValueOf(text, TimestampPrefix, LastSecond) is { } seconds => new ReplayRequest(ReplayFrom.Timestamp, seconds),
            _ => throw Fault(StreamHeaders.Offset, "expected 'first', 'last', 'next', 'offset=N' or 'timestamp=T' (seconds since 1970)"),
        };
        if (epoch is not null && request.From != ReplayFrom.Offset) throw Fault(StreamHeaders.Epoch, $"it goes with '{StreamHeaders.Offset}: offset=N' only");
        if (text is not null && history is not null && request.From != ReplayFrom.Offset)
            throw Fault(StreamHeaders.History, $"it goes alone, or with '{StreamHeaders.Offset}: offset=N'");
        return request;
    }

    public static StompProtocolException Fault(string header, string fault) => new("SUBSCRIBE", header, fault, Rule);

    private static long? HistoryOf(StompFrame frame)
    {
        if (frame.Headers[StreamHeaders.History] is not { } text) return null;
        return ValueOf(text, "", int.MaxValue) ?? throw Fault(StreamHeaders.History, $"expected a number of messages, 0 to {int.MaxValue}");
    }

    private static long? ValueOf(string text, string prefix, long most) => text.StartsWith(prefix, StringComparison.Ordinal)
        && long.TryParse(text.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= most ? value : null;
}
