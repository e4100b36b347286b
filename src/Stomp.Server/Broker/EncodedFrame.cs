using System.Buffers.Binary;
using Stomp.Server.Transports;
using Stomp.Server.Transports.SockJs;

namespace Stomp.Server.Broker;

/// <summary>
/// A frame as bytes, made once and shared by every session it goes to. It already stands in a WebSocket message: frames of a server
/// are not masked (RFC 6455, 5.1), so that is the same for everybody, too.
/// </summary>
internal sealed class EncodedFrame
{
    private const byte FinalText = 0x81;
    private const byte FinalBinary = 0x82;
    private const byte FinalClose = 0x88;
    private const int LongestWebSocketHeader = 10;

    private readonly byte[] _bytes;
    private readonly int _stompStart;
    private byte[]? _sockJsText;

    private EncodedFrame(byte[] bytes, int stompStart)
    {
        _bytes = bytes;
        _stompStart = stompStart;
    }

    /// <summary>The EOL that keeps a session alive.</summary>
    public static EncodedFrame HeartBeat { get; } = Create("\n"u8, isText: true);

    /// <summary>How many bytes wait to be written while this frame does.</summary>
    public int Length => _bytes.Length;

    /// <summary>The STOMP frame alone.</summary>
    public ReadOnlyMemory<byte> Stomp => _bytes.AsMemory(_stompStart);

    /// <summary>The frame as a transport sends it.</summary>
    public ReadOnlyMemory<byte> In(WireForm form) => form == WireForm.WebSocketMessage ? _bytes : Stomp;

    /// <summary>Whether it is UTF-8 throughout.</summary>
    public bool IsText => _bytes[0] == FinalText;

    /// <summary>The frame as a JSON string for SockJS, made when somebody first asks, and shared with everybody after that.</summary>
    public ReadOnlyMemory<byte> SockJsText => _sockJsText ??= SockJsString.Encode(this);

    /// <summary>Whether it is a WebSocket's close frame (RFC 6455, 5.5.1).</summary>
    public bool IsClose => _bytes is [FinalClose, ..];

    /// <summary>Puts bytes of STOMP into a WebSocket message.</summary>
    /// <param name="stomp">The frame.</param>
    /// <param name="isText">Whether it is UTF-8 throughout; else the message is a binary one.</param>
    public static EncodedFrame Create(ReadOnlySpan<byte> stomp, bool isText)
    {
        var frame = Allocate(stomp.Length, isText, out var target);
        stomp.CopyTo(target);
        return frame;
    }

    /// <summary>Makes room for a frame that the caller writes.</summary>
    public static EncodedFrame Allocate(int stompLength, bool isText, out Span<byte> stomp)
    {
        // RFC 6455, 5.2: lengths up to 125 in the second byte, else 126 and 16 bits or 127 and 64 bits.
        var header = stompLength switch { <= 125 => 2, <= ushort.MaxValue => 4, _ => LongestWebSocketHeader };
        var bytes = GC.AllocateUninitializedArray<byte>(header + stompLength);
        bytes[0] = isText ? FinalText : FinalBinary;
        switch (header)
        {
            case 2:
                bytes[1] = (byte)stompLength;
                break;
            case 4:
                bytes[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)stompLength);
                break;
            default:
                bytes[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(2), (ulong)stompLength);
                break;
        }

        stomp = bytes.AsSpan(header);
        return new(bytes, header);
    }

    /// <summary>A control frame of a WebSocket (RFC 6455, 5.5). It holds no STOMP.</summary>
    public static EncodedFrame OfControl(WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        const byte Final = 0x80;
        byte[] bytes = [(byte)(Final | (byte)opcode), (byte)payload.Length, .. payload];
        return new(bytes, bytes.Length);
    }

    /// <summary>Bytes that a WebSocket wrote itself: a pong or a close frame. They hold no STOMP.</summary>
    public static EncodedFrame OfWebSocket(ReadOnlySpan<byte> bytes) => new(bytes.ToArray(), bytes.Length);
}
