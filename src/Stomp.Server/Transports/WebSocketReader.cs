using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text.Unicode;

namespace Stomp.Server.Transports;

/// <summary>
/// The bytes of a client's WebSocket messages, text or binary, one after the other; the end is the client's close frame. It takes what was read
/// from the connection, and holds memory only while it holds bytes.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="answers">Sends what the protocol wants answered.</param>
internal sealed class WebSocketReader(PipeReader connection, IWebSocketAnswers answers)
{
    // What is taken for one read at most: the rest stays where the server's limits hold.
    private const int MostBytesPerRead = 16 * 1024;

    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private long _payloadLeft;
    private uint _mask;
    private Utf8Stream _text;
    private bool _isFinal;
    private bool _isText;
    private bool _isWithinMessage;
    private bool _isClosed;

    private int Held => _end - _start;

    private ReadOnlySequence<byte> Buffer => new(_bytes, _start, Held);

    /// <summary>Takes what was read from the connection.</summary>
    /// <returns>What is held of messages, completed by the client's close frame. There may be nothing new in it.</returns>
    /// <exception cref="WebSocketFault">The client broke the protocol, and was told so.</exception>
    /// <exception cref="WebSocketException">The connection ended without a close frame.</exception>
    public ReadResult Decode(ReadResult read)
    {
        var buffer = read.Buffer;
        var before = Held;
        var isStarved = false;
        try
        {
            while (!_isClosed && !isStarved && Held - before < MostBytesPerRead) isStarved = !TryTakePiece(ref buffer);
        }
        catch (WebSocketFault e)
        {
            answers.SendClose(e.Status, e.Message);
            throw;
        }

        if (read.IsCompleted && isStarved && Held == before) throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
        connection.AdvanceTo(buffer.Start, isStarved ? buffer.End : buffer.Start);
        return new(Buffer, isCanceled: false, _isClosed);
    }

    /// <summary>Tells how far what was handed out is used up. The rest is held, and handed out again together with what comes.</summary>
    public void AdvanceTo(SequencePosition consumed)
    {
        _start = _end - (int)Buffer.Slice(consumed).Length;
        if (Held == 0) GiveBack();
    }

    /// <summary>Forgets what is held.</summary>
    public void Clear() => GiveBack();

    /// <summary>Takes a control frame, or as much of another one as lies in a row.</summary>
    /// <returns>False when more has to come first.</returns>
    private bool TryTakePiece(ref ReadOnlySequence<byte> buffer)
    {
        if (_payloadLeft > 0) return TryTakePayload(ref buffer);
        Span<byte> bytes = stackalloc byte[WebSocketFrameHeader.MostBytes];
        var first = buffer.Slice(0, Math.Min(buffer.Length, WebSocketFrameHeader.MostBytes));
        first.CopyTo(bytes);
        if (!WebSocketFrameHeader.TryRead(bytes[..(int)first.Length], out var header)) return false;
        if (header.IsControl) return TryTakeControl(ref buffer, header);

        BeginFrame(header);
        buffer = buffer.Slice(header.Bytes);
        if (_payloadLeft == 0) EndFrame();
        return true;
    }

    private bool TryTakePayload(ref ReadOnlySequence<byte> buffer)
    {
        var masked = buffer.FirstSpan;
        if (masked.IsEmpty) return false;
        masked = masked[..(int)Math.Min(Math.Min(masked.Length, _payloadLeft), MostBytesPerRead)];
        Reserve(masked.Length);
        var payload = _bytes.AsSpan(_end, masked.Length);
        _mask = WebSocketMask.Remove(masked, payload, _mask);
        if (_isText && !_text.Accept(payload)) throw NotUtf8();
        _end += masked.Length;
        _payloadLeft -= masked.Length;
        buffer = buffer.Slice(masked.Length);
        if (_payloadLeft == 0) EndFrame();
        return true;
    }

    private bool TryTakeControl(ref ReadOnlySequence<byte> buffer, WebSocketFrameHeader header)
    {
        if (buffer.Length < header.Bytes + header.PayloadBytes) return false;
        Span<byte> payload = stackalloc byte[WebSocketFrameHeader.MostControlBytes];
        payload = payload[..(int)header.PayloadBytes];
        buffer.Slice(header.Bytes, payload.Length).CopyTo(payload);
        WebSocketMask.Remove(payload, payload, header.Mask);
        buffer = buffer.Slice(header.Bytes + payload.Length);
        if (header.Opcode == WebSocketOpcode.Ping) answers.SendPong(payload);
        if (header.Opcode == WebSocketOpcode.Close) Close(payload);
        return true;
    }

    private void BeginFrame(WebSocketFrameHeader header)
    {
        if (_isWithinMessage != (header.Opcode == WebSocketOpcode.Continuation))
            throw new WebSocketFault(WebSocketCloseStatus.ProtocolError, "A message in fragments goes on to its end, and nothing else does (RFC 6455, 5.4).");
        if (!_isWithinMessage) _isText = header.Opcode == WebSocketOpcode.Text;
        (_isWithinMessage, _isFinal, _payloadLeft, _mask) = (true, header.IsFinal, header.PayloadBytes, header.Mask);
    }

    private void EndFrame()
    {
        if (!_isFinal) return;
        _isWithinMessage = false;
        if (_text.IsWithinCharacter) throw NotUtf8();
    }

    private void Close(ReadOnlySpan<byte> payload)
    {
        // RFC 6455, 5.5.1: nothing, or a status of two bytes and a reason.
        if (payload.Length == 1 || (payload.Length > 1 && !MayBeSent(BinaryPrimitives.ReadUInt16BigEndian(payload))))
            throw new WebSocketFault(WebSocketCloseStatus.ProtocolError, "There is no such status (RFC 6455, 7.4).");
        if (payload.Length > 2 && !Utf8.IsValid(payload[2..])) throw NotUtf8();
        _isClosed = true;
    }

    /// <remarks>RFC 6455, 7.4: 1004 to 1006 and 1015 stand for what no frame said, 1012 to 1014 were registered later.</remarks>
    private static bool MayBeSent(int status) => status is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);

    private static WebSocketFault NotUtf8() => new(WebSocketCloseStatus.InvalidPayloadData, "Text has to be UTF-8 (RFC 6455, 8.1).");

    private void Reserve(int bytes)
    {
        if (_bytes.Length - _end >= bytes) return;
        var larger = ArrayPool<byte>.Shared.Rent(Held + bytes);
        _bytes.AsSpan(_start, Held).CopyTo(larger);
        var held = Held;
        GiveBack();
        (_bytes, _end) = (larger, held);
    }

    private void GiveBack()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _start, _end) = ([], 0, 0);
    }
}
