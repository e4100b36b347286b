using System.Globalization;

namespace Stomp;

/// <summary>
/// The <c>heart-beat</c> header (STOMP 1.2, "Heart-beating"): what its sender can do and would like to get, in milliseconds;
/// zero is "cannot" and "need not".
/// </summary>
/// <param name="Outgoing">Least milliseconds between two heart-beats that the sender of the header can guarantee; 0 for none.</param>
/// <param name="Incoming">Milliseconds between two heart-beats that the sender of the header would like to get; 0 for none.</param>
public readonly record struct HeartBeat(int Outgoing, int Incoming)
{
    private const string Rule = "STOMP 1.2, Heart-beating";

    /// <summary>No heart-beats, which is also what a missing header means.</summary>
    public static readonly HeartBeat None;

    /// <summary>Milliseconds between what we have to send, given the peer's header; 0 for no heart-beats.</summary>
    public int SendEvery(HeartBeat peer) => Outgoing == 0 || peer.Incoming == 0 ? 0 : Math.Max(Outgoing, peer.Incoming);

    /// <summary>Milliseconds between what the peer has to send, given its header; 0 for no heart-beats.</summary>
    public int ExpectEvery(HeartBeat peer) => peer.SendEvery(this);

    /// <summary>Reads the header's value.</summary>
    /// <param name="value">The value, for example <c>10000,10000</c>; null for a missing header.</param>
    /// <param name="frame">The frame that the header belongs to, for the fault's text.</param>
    /// <exception cref="StompProtocolException">The value is not two whole numbers from 0 on, parted by a comma.</exception>
    public static HeartBeat Parse(string? value, StompCommand frame)
    {
        if (value is null) return None;
        var comma = value.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0 || !TryParse(value.AsSpan(0, comma), out var outgoing) || !TryParse(value.AsSpan(comma + 1), out var incoming))
        {
            throw new StompProtocolException(frame.ToWireName(), StompHeaderNames.HeartBeat,
                $"expected two whole numbers of milliseconds such as '10000,10000', got '{StompProtocolException.Quote(value)}'", Rule);
        }

        return new(outgoing, incoming);
    }

    /// <summary>The header's value, for example <c>10000,10000</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Outgoing},{Incoming}");

    private static bool TryParse(ReadOnlySpan<char> text, out int milliseconds)
    {
        // int.TryParse lets NULs follow a number.
        milliseconds = 0;
        return !text.Contains('\0') && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out milliseconds);
    }
}
