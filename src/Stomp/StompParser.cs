using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Stomp;

/// <summary>
/// Turns bytes into frames, a part at a time: it is given what has been read so far, takes what it can use, and remembers
/// where it was. It never sees a socket. Not for use by several threads at once; after an exception it is spent.
/// </summary>
/// <param name="limits">How much a frame may hold; null for the defaults of <see cref="StompLimits"/>.</param>
/// <remarks>
/// Lines of the head are taken from the buffer as soon as they are whole, and how far an unfinished line or body was
/// searched is kept, so no byte is looked at twice however the bytes are cut.
/// </remarks>
public sealed class StompParser(StompLimits? limits = null)
{
    private const string FrameRule = "STOMP 1.2, STOMP Frames";
    private const string BodyRule = "STOMP 1.2, Body";
    private const string LengthRule = "STOMP 1.2, Header content-length";

    private readonly StompLimits _limits = limits ?? new();
    private Step _step;
    private StompCommand _command;
    private StompHeaders _headers = [];
    private int _headerLines;
    private bool _carriageReturns;
    private bool _isBehindFrame;
    private long _frameBytes;
    private long _searched;
    private long _contentLength;

    private enum Step
    {
        Command,
        Headers,
        Body,
    }

    /// <summary>
    /// The version that was negotiated; it decides about escapes, spaces, line ends and forbidden bodies. Defaults to 1.2.
    /// Set it between two frames: a call takes no byte of the frame behind the one it returns.
    /// </summary>
    public StompVersion Version { get; set; } = StompVersion.V12;

    /// <summary>Takes one frame from the front of the buffer.</summary>
    /// <param name="buffer">
    /// What was read and not taken yet. It is moved behind what was taken, also when no frame is whole yet; give what is left,
    /// with more behind it, to the next call. What is left then is no more than an unfinished line or body.
    /// </param>
    /// <param name="frame">The frame. Its body borrows the buffer's memory.</param>
    /// <returns>Whether a frame was whole; false means more bytes are needed.</returns>
    /// <exception cref="StompProtocolException">
    /// The bytes are no STOMP frame, or over a limit. The same bytes raise the same fault however they are cut.
    /// </exception>
    public bool TryParse(ref ReadOnlySequence<byte> buffer, [NotNullWhen(true)] out StompFrame? frame)
    {
        frame = null;

        // frame = command EOL *( header EOL ) EOL *OCTET NULL *( EOL ): the EOLs behind a frame double as heart-beats.
        while (_step != Step.Body)
        {
            if (!TryReadLine(ref buffer, out var line)) return false;
            if (_step == Step.Headers && line.IsEmpty) EndHead();
            else if (_step == Step.Headers) ReadHeader(line);
            else if (line.IsEmpty) Reset();
            else ReadCommand(line);
        }

        if (!TryReadBody(ref buffer, out var body)) return false;
        frame = new StompFrame(_command, _headers, _command.MayHaveBody() ? body : default);
        _isBehindFrame = true;
        Reset();
        return true;
    }

    // A fault is that of the first byte that tells, so no more is looked at than a limit allows: bytes behind it must not
    // decide which fault is found when they happen to be there already.
    private bool TryReadLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        line = default;
        var most = MostBytesOfLine();
        var room = _limits.MaxFrameBytes - _frameBytes - "\n\0".Length;
        var window = Math.Min(most + "\r\n".Length, room + 1);
        var end = IndexOfEnd(buffer, window);
        var length = end ?? Math.Min(buffer.Length, window);

        var endsInCr = length > 0 && CrMayEndLine() && ByteAt(buffer, length - 1) == '\r';
        if (length > most + (endsInCr ? 1 : 0)) throw LineTooLong(buffer);
        if (length > room) throw FrameTooLong();
        _searched = length;
        if (end is null) return false;
        // RabbitMQ's own suite has clients that end a frame with a NUL too many.
        var isNul = ByteAt(buffer, length) == 0;
        if (isNul && !(_step == Step.Command && length == 0 && _isBehindFrame))
            throw Fault(null, "found a NUL before the empty line that ends the headers", FrameRule);

        if (_step == Step.Command) _carriageReturns = endsInCr;
        line = buffer.Slice(0, endsInCr ? length - 1 : length);
        buffer = buffer.Slice(length + 1);
        _frameBytes += length + 1;
        _searched = 0;
        return true;
    }

    // When all headers there may be are read, only the empty line may follow.
    private long MostBytesOfLine() =>
        _step == Step.Command ? StompCommandNames.LongestBytes : _headerLines < _limits.MaxHeaders ? _limits.MaxHeaderLineBytes : 0;

    // EOL = [CR] LF in 1.2, LF in 1.0 and 1.1. Clients of those that end lines in CR LF do so from the command on, so the
    // command's line tells whether a CR at a line's end is part of the value.
    private bool CrMayEndLine() => _step == Step.Command || _carriageReturns || Version == StompVersion.V12 || _command.IsHandshake();

    // The LF or NUL that ends the line, the NUL that ends the body. Most lie whole in the first segment.
    private long? IndexOfEnd(in ReadOnlySequence<byte> buffer, long window)
    {
        var end = Math.Min(buffer.Length, window);
        var from = _searched;
        var first = buffer.FirstSpan;
        if (from < first.Length && from < end)
        {
            var found = IndexOfEnd(first[(int)from..(int)Math.Min(first.Length, end)]);
            if (found >= 0) return from + found;
            from = first.Length;
        }

        if (from >= end) return null;
        foreach (var segment in buffer.Slice(from, end - from))
        {
            var found = IndexOfEnd(segment.Span);
            if (found >= 0) return from + found;
            from += segment.Length;
        }

        return null;
    }

    private int IndexOfEnd(ReadOnlySpan<byte> bytes) => _step == Step.Body ? bytes.IndexOf((byte)0) : bytes.IndexOfAny((byte)'\n', (byte)0);

    private void ReadCommand(in ReadOnlySequence<byte> line)
    {
        Span<byte> bytes = stackalloc byte[StompCommandNames.LongestBytes];
        line.CopyTo(bytes);
        if (!StompCommandNames.TryParse(bytes[..(int)line.Length], out _command))
            throw Fault(null, $"'{Quote(line)}' is no command", FrameRule);
        _headers = new StompHeaders(4);
        _step = Step.Headers;
    }

    private void ReadHeader(in ReadOnlySequence<byte> line)
    {
        _headerLines++;
        if (line.IsSingleSegment)
        {
            ReadHeader(line.FirstSpan);
            return;
        }

        var length = (int)line.Length;
        var joined = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            line.CopyTo(joined);
            ReadHeader(joined.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    private void ReadHeader(ReadOnlySpan<byte> line)
    {
        var (name, value) = HeaderLine.Read(line, _command, Version, _headers);
        _headers.Add(name, value);
    }

    private void EndHead()
    {
        _step = Step.Body;
        _contentLength = -1;
        if (!_headers.TryGetValue(StompHeaderNames.ContentLength, out var text)) return;

        if (text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
            throw Fault(StompHeaderNames.ContentLength, $"expected a number of bytes, got '{StompProtocolException.Quote(text)}'", LengthRule);

        // Digits that no long can hold are over any limit.
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)) length = long.MaxValue;
        CheckBody(length);
        _contentLength = length;
    }

    private bool TryReadBody(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> body)
    {
        body = default;
        var end = _contentLength >= 0 ? EndOfKnownLength(buffer) : EndAtNul(buffer);
        if (end is not { } length) return false;
        body = buffer.Slice(0, length);
        buffer = buffer.Slice(length + 1);
        return true;
    }

    private long? EndOfKnownLength(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length <= _contentLength) return null;
        if (ByteAt(buffer, _contentLength) != 0)
            throw Fault(StompHeaderNames.ContentLength, $"no NUL follows the {_contentLength} bytes of the body", LengthRule);
        return _contentLength;
    }

    private long? EndAtNul(in ReadOnlySequence<byte> buffer)
    {
        var end = IndexOfEnd(buffer, buffer.Length);
        _searched = end ?? buffer.Length;
        CheckBody(_searched);
        return end;
    }

    private long MostBytesOfBodyInFrame() => _limits.MaxFrameBytes - _frameBytes - "\0".Length;

    private void CheckBody(long length)
    {
        if (length > 0 && BodyIsForbidden()) throw Fault(null, "the frame must not have a body", BodyRule);
        var inFrame = MostBytesOfBodyInFrame();
        if (length > _limits.MaxBodyBytes && _limits.MaxBodyBytes <= inFrame)
            throw Fault(null, $"the body is longer than {_limits.MaxBodyBytes} bytes", nameof(StompLimits.MaxBodyBytes));
        if (length > inFrame) throw FrameTooLong();
    }

    // 1.0 lets a body of other frames be ignored; a CONNECT without accept-version speaks 1.0.
    private bool BodyIsForbidden()
    {
        if (_command.MayHaveBody() || Version == StompVersion.V10) return false;
        return _command is not (StompCommand.Connect or StompCommand.Stomp) || _headers[StompHeaderNames.AcceptVersion] is not null;
    }

    private void Reset()
    {
        _step = Step.Command;
        _headerLines = 0;
        _frameBytes = 0;
        _searched = 0;
    }

    private StompProtocolException LineTooLong(in ReadOnlySequence<byte> buffer)
    {
        if (_step == Step.Command)
            return Fault(null, $"'{Quote(buffer.Slice(0, StompCommandNames.LongestBytes + 1))}…' is no command", FrameRule);
        return _headerLines < _limits.MaxHeaders
            ? Fault(null, $"a header line is longer than {_limits.MaxHeaderLineBytes} bytes", nameof(StompLimits.MaxHeaderLineBytes))
            : Fault(null, $"the frame has more than {_limits.MaxHeaders} headers", nameof(StompLimits.MaxHeaders));
    }

    private StompProtocolException FrameTooLong() =>
        Fault(null, $"the frame is longer than {_limits.MaxFrameBytes} bytes", nameof(StompLimits.MaxFrameBytes));

    private StompProtocolException Fault(string? header, string fault, string rule) =>
        new(_step == Step.Command ? null : _command.ToWireName(), header, fault, rule)
        {
            ReceiptId = _step == Step.Command ? null : _headers[StompHeaderNames.Receipt],
        };

    private static byte ByteAt(in ReadOnlySequence<byte> bytes, long offset)
    {
        var first = bytes.FirstSpan;
        if (offset < first.Length) return first[(int)offset];
        new SequenceReader<byte>(bytes).TryPeek(offset, out var value);
        return value;
    }

    private static string Quote(in ReadOnlySequence<byte> bytes) => StompProtocolException.Quote(Encoding.UTF8.GetString(bytes));
}
