using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Stomp;

/// <summary>
/// Turns bytes into frames, a part at a time: it is given what has been read so far, takes what it can use, and remembers
/// where it was. It never sees a socket. Not for use by several threads at once; after an exception it is spent.
/// </summary>
/// <param name="limits">How much a frame may hold; null for the defaults.</param>
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
    private long _frameBytes;
    private long _searched;
    private long _contentLength;

    private enum Step
    {
        BetweenFrames,
        Command,
        Headers,
        Body,
    }

    /// <summary>The version that was negotiated; it decides about escapes and line ends. Defaults to 1.2.</summary>
    public StompVersion Version { get; set; } = StompVersion.V12;

    /// <summary>Takes one frame from the front of the buffer.</summary>
    /// <param name="buffer">
    /// What was read and not taken yet. It is moved behind what was taken, also when no frame is whole yet; give what is left,
    /// with more behind it, to the next call.
    /// </param>
    /// <param name="frame">The frame. Its body borrows the buffer's memory.</param>
    /// <returns>Whether a frame was whole; false means more bytes are needed.</returns>
    /// <exception cref="StompProtocolException">The bytes are no STOMP frame, or over a limit.</exception>
    public bool TryParse(ref ReadOnlySequence<byte> buffer, [NotNullWhen(true)] out StompFrame? frame)
    {
        frame = null;
        if (_step == Step.BetweenFrames && !TrySkipLineEnds(ref buffer)) return false;

        while (_step != Step.Body)
        {
            if (!TryReadLine(ref buffer, out var line)) return false;
            if (_step == Step.Command) ReadCommand(line);
            else if (line.IsEmpty) EndHead();
            else ReadHeader(line);
        }

        if (!TryReadBody(ref buffer, out var body)) return false;
        frame = new StompFrame(_command, _headers, body);
        Reset();
        return true;
    }

    // frame = command EOL *( header EOL ) EOL *OCTET NULL *( EOL ): the EOLs behind a frame double as heart-beats.
    private bool TrySkipLineEnds(ref ReadOnlySequence<byte> buffer)
    {
        long skipped = 0;
        foreach (var segment in buffer)
        {
            var other = segment.Span.IndexOfAnyExcept((byte)'\n', (byte)'\r');
            if (other >= 0)
            {
                buffer = buffer.Slice(skipped + other);
                _step = Step.Command;
                return true;
            }

            skipped += segment.Length;
        }

        buffer = buffer.Slice(buffer.End);
        return false;
    }

    private bool TryReadLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        var end = PositionOfLineEnd(buffer);
        var length = end ?? buffer.Length;
        if (_step == Step.Command && length > StompCommandNames.LongestBytes + 1)
            throw Fault(null, $"'{Quote(buffer.Slice(0, StompCommandNames.LongestBytes + 1))}…' is no command", FrameRule);
        if (_step == Step.Headers && length > _limits.MaxHeaderLineBytes + 1L)
            throw Fault(null, $"a header line is longer than {_limits.MaxHeaderLineBytes} bytes", nameof(StompLimits.MaxHeaderLineBytes));
        if (_frameBytes + length > _limits.MaxFrameBytes) throw FrameTooLong();

        if (end is null)
        {
            _searched = buffer.Length;
            line = default;
            return false;
        }

        line = buffer.Slice(0, length);
        buffer = buffer.Slice(length + 1);
        _frameBytes += length + 1;
        _searched = 0;
        line = WithoutCarriageReturn(line);
        return true;
    }

    private long? PositionOfLineEnd(in ReadOnlySequence<byte> buffer)
    {
        var position = _searched;
        foreach (var segment in buffer.Slice(_searched))
        {
            var found = segment.Span.IndexOfAny((byte)'\n', (byte)0);
            if (found >= 0)
            {
                if (segment.Span[found] == '\n') return position + found;
                throw Fault(null, "found a NUL before the empty line that ends the headers", FrameRule);
            }

            position += segment.Length;
        }

        return null;
    }

    // EOL = [CR] LF in 1.2, LF in 1.0 and 1.1. Clients of those that end lines in CR LF do so from the command on, so the
    // command's line tells whether a CR at a line's end is part of the value.
    private ReadOnlySequence<byte> WithoutCarriageReturn(in ReadOnlySequence<byte> line)
    {
        if (line.IsEmpty || ByteAt(line, line.Length - 1) != '\r') return line;
        if (_step == Step.Command) _carriageReturns = true;
        return _carriageReturns || Version == StompVersion.V12 || _command.IsHandshake() ? line.Slice(0, line.Length - 1) : line;
    }

    private void ReadCommand(in ReadOnlySequence<byte> line)
    {
        Span<byte> bytes = stackalloc byte[StompCommandNames.LongestBytes + 1];
        line.CopyTo(bytes);
        if (!StompCommandNames.TryParse(bytes[..(int)line.Length], out _command))
            throw Fault(null, $"'{Quote(line)}' is no command", FrameRule);
        _headers = new StompHeaders(4);
        _step = Step.Headers;
    }

    private void ReadHeader(in ReadOnlySequence<byte> line)
    {
        if (++_headerLines > _limits.MaxHeaders)
            throw Fault(null, $"the frame has more than {_limits.MaxHeaders} headers", nameof(StompLimits.MaxHeaders));
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

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            throw Fault(StompHeaderNames.ContentLength, $"expected a number of bytes, got '{StompProtocolException.Quote(text)}'", LengthRule);
        if (length > 0 && BodyIsForbidden()) throw BodyForbidden();
        CheckBodyLength(length);
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
        var rest = buffer.Slice(_searched);
        var nul = rest.PositionOf((byte)0);
        var length = nul is null ? buffer.Length : _searched + rest.Slice(0, nul.Value).Length;
        if (length > 0 && BodyIsForbidden()) throw BodyForbidden();
        CheckBodyLength(length);
        if (nul is not null) return length;
        _searched = length;
        return null;
    }

    // 1.0 lets a body of other frames be ignored; a CONNECT without accept-version speaks 1.0.
    private bool BodyIsForbidden()
    {
        if (_command.MayHaveBody() || Version == StompVersion.V10) return false;
        return _command is not (StompCommand.Connect or StompCommand.Stomp) || _headers[StompHeaderNames.AcceptVersion] is not null;
    }

    private void CheckBodyLength(long length)
    {
        if (length > _limits.MaxBodyBytes)
            throw Fault(null, $"the body is longer than {_limits.MaxBodyBytes} bytes", nameof(StompLimits.MaxBodyBytes));
        if (_frameBytes + length + 1 > _limits.MaxFrameBytes) throw FrameTooLong();
    }

    private void Reset()
    {
        _step = Step.BetweenFrames;
        _headerLines = 0;
        _carriageReturns = false;
        _frameBytes = 0;
        _searched = 0;
    }

    private StompProtocolException BodyForbidden() => Fault(null, "the frame must not have a body", BodyRule);

    private StompProtocolException FrameTooLong() =>
        Fault(null, $"the frame is longer than {_limits.MaxFrameBytes} bytes", nameof(StompLimits.MaxFrameBytes));

    private StompProtocolException Fault(string? header, string fault, string rule) =>
        new(_step == Step.Command ? null : _command.ToWireName(), header, fault, rule)
        {
            ReceiptId = _step == Step.Command ? null : _headers[StompHeaderNames.Receipt],
        };

    private static byte ByteAt(in ReadOnlySequence<byte> bytes, long offset)
    {
        new SequenceReader<byte>(bytes).TryPeek(offset, out var value);
        return value;
    }

    private static string Quote(in ReadOnlySequence<byte> bytes) => StompProtocolException.Quote(Encoding.UTF8.GetString(bytes));
}
