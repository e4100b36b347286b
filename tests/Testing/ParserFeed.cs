using System.Buffers;
using Stomp;

namespace Testing;

/// <summary>
/// Gives a parser what a PipeReader would: bytes that were not consumed are presented again, with what arrived behind them.
/// </summary>
public sealed class ParserFeed(StompParser parser)
{
    private readonly List<StompFrame> _frames = [];
    private ReadOnlyMemory<byte>[] _unconsumed = [];

    /// <summary>Every frame so far, with a body of its own.</summary>
    public IReadOnlyList<StompFrame> Frames => _frames;

    /// <summary>How many bytes the parser left in the buffer.</summary>
    public long UnconsumedBytes { get; private set; }

    public void Arrive(params ReadOnlySpan<ReadOnlyMemory<byte>> pieces)
    {
        var buffer = Segments.Of([.. _unconsumed, .. pieces]);
        try
        {
            while (Take(ref buffer))
            {
            }
        }
        finally
        {
            var rest = new List<ReadOnlyMemory<byte>>();
            foreach (var piece in buffer) rest.Add(piece);
            _unconsumed = [.. rest];
            UnconsumedBytes = buffer.Length;
        }
    }

    private bool Take(ref ReadOnlySequence<byte> buffer)
    {
        var before = buffer.Length;
        if (!parser.TryParse(ref buffer, out var frame)) return false;
        if (buffer.Length >= before) throw new InvalidOperationException("A frame was read that took no bytes.");
        _frames.Add(frame.ToOwned());
        return true;
    }
}
