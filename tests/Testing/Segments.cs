using System.Buffers;

namespace Testing;

/// <summary>Builds buffers of several segments, as a pipe hands them out.</summary>
public static class Segments
{
    public static ReadOnlySequence<byte> Of(params ReadOnlySpan<ReadOnlyMemory<byte>> pieces)
    {
        if (pieces.IsEmpty) return ReadOnlySequence<byte>.Empty;
        var first = new Segment(pieces[0], null);
        var last = first;
        foreach (var piece in pieces[1..]) last = new Segment(piece, last);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    public static ReadOnlyMemory<byte>[] OneByteEach(ReadOnlyMemory<byte> bytes)
    {
        var pieces = new ReadOnlyMemory<byte>[bytes.Length];
        for (var i = 0; i < pieces.Length; i++) pieces[i] = bytes.Slice(i, 1);
        return pieces;
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            Memory = memory;
            if (before is null) return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }
}
