using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Stomp.Server.Transports;

/// <summary>Checks UTF-8 that comes in pieces, which may end within a character.</summary>
internal struct Utf8Stream
{
    private const int LongestCharacter = 4;

    // The bytes of a character that has not ended, the first one lowest.
    private uint _open;
    private int _openCount;

    /// <summary>Whether a character has begun and not ended.</summary>
    public readonly bool IsWithinCharacter => _openCount > 0;

    /// <returns>Whether it may be UTF-8 so far.</returns>
    public bool Accept(ReadOnlySpan<byte> piece)
    {
        while (_openCount > 0 && !piece.IsEmpty)
        {
            if (!Open(piece[0])) return false;
            piece = piece[1..];
        }

        if (Utf8.IsValid(piece)) return true;
        var tail = TailOf(piece);
        if (tail == 0 || !Utf8.IsValid(piece[..^tail])) return false;
        foreach (var one in piece[^tail..])
        {
            if (!Open(one)) return false;
        }

        return true;
    }

    /// <returns>How many bytes at the end may be the beginning of a character.</returns>
    private static int TailOf(ReadOnlySpan<byte> piece)
    {
        for (var i = 1; i < LongestCharacter && i <= piece.Length; i++)
        {
            // 10xxxxxx goes on with a character, 11xxxxxx begins a long one.
            if ((piece[^i] & 0xC0) == 0xC0) return i;
            if ((piece[^i] & 0xC0) != 0x80) return 0;
        }

        return 0;
    }

    private bool Open(byte next)
    {
        _open |= (uint)next << (8 * _openCount++);
        Span<byte> bytes = [(byte)_open, (byte)(_open >> 8), (byte)(_open >> 16), (byte)(_open >> 24)];
        var status = Rune.DecodeFromUtf8(bytes[.._openCount], out _, out _);
        if (status == OperationStatus.Done) (_open, _openCount) = (0, 0);
        return status != OperationStatus.InvalidData;
    }
}
