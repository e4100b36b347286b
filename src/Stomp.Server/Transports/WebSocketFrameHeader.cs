using System.Buffers.Binary;
using System.Net.WebSockets;

namespace Stomp.Server.Transports;

/// <summary>The header of a WebSocket frame that a client sent (RFC 6455, 5.2).</summary>
/// <param name="Opcode">What it is.</param>
/// <param name="IsFinal">Whether its message ends with it.</param>
/// <param name="PayloadBytes">How long what follows is.</param>
/// <param name="Mask">The masking key, its first byte the lowest.</param>
/// <param name="Bytes">How long the header is.</param>
internal readonly record struct WebSocketFrameHeader(WebSocketOpcode Opcode, bool IsFinal, long PayloadBytes, uint Mask, int Bytes)
{
    /// <summary>The longest one: two bytes, a length of eight, a mask of four.</summary>
    public const int MostBytes = 14;

    /// <summary>The longest payload of a control frame (5.5).</summary>
    public const int MostControlBytes = 125;

    private const int Final = 0x80;
    private const int Reserved = 0x70;
    private const int Masked = 0x80;
    private const int MaskBytes = 4;

    public bool IsControl => Opcode >= WebSocketOpcode.Close;

    /// <returns>False when there are not enough bytes.</returns>
    /// <exception cref="WebSocketFault">No client may send this.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out WebSocketFrameHeader header)
    {
        header = default;
        if (bytes.Length < 2) return false;
        var opcode = (WebSocketOpcode)(bytes[0] & 0x0F);
        var isFinal = (bytes[0] & Final) != 0;
        var length = bytes[1] & ~Masked;
        Check((bytes[0] & Reserved) == 0, "No extension was agreed on that uses the reserved bits (RFC 6455, 5.2).");
        Check((bytes[1] & Masked) != 0, "A client has to mask its frames (RFC 6455, 5.1).");
        Check(opcode is >= WebSocketOpcode.Continuation and <= WebSocketOpcode.Binary or >= WebSocketOpcode.Close and <= WebSocketOpcode.Pong,
            "There is no such opcode (RFC 6455, 5.2).");
        Check(opcode < WebSocketOpcode.Close || (isFinal && length <= MostControlBytes),
            "A control frame is one frame of 125 bytes at most (RFC 6455, 5.5).");

        var start = length switch { <= 125 => 2, 126 => 4, _ => 10 };
        if (bytes.Length < start + MaskBytes) return false;
        var payload = start switch
        {
            2 => length,
            4 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            _ => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
        };
        Check(payload >= 0, "A length has 63 bits (RFC 6455, 5.2).");
        header = new(opcode, isFinal, payload, BinaryPrimitives.ReadUInt32LittleEndian(bytes[start..]), start + MaskBytes);
        return true;
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds) throw new WebSocketFault(WebSocketCloseStatus.ProtocolError, otherwise);
    }
}
