using Stomp;
using Xunit;

namespace Testing;

/// <summary>Bytes on the wire, in one of the ways in which they may arrive.</summary>
public sealed class WireInput
{
    private readonly string _cut;
    private readonly ReadOnlyMemory<byte>[] _pieces;
    private readonly bool _oneAfterAnother;

    private WireInput(string cut, bool oneAfterAnother, params ReadOnlyMemory<byte>[] pieces) =>
        (_cut, _oneAfterAnother, _pieces) = (cut, oneAfterAnother, pieces);

    public static WireInput Whole(ReadOnlyMemory<byte> bytes) => new("whole", false, bytes);

    /// <summary>Pieces of which each arrives alone: the parser is called once for each.</summary>
    public static WireInput OneAfterAnother(params ReadOnlyMemory<byte>[] pieces) => new("in pieces", true, pieces);

    /// <summary>Pieces that have all arrived, in a segment each, before the parser is called.</summary>
    public static WireInput AllAtOnce(params ReadOnlyMemory<byte>[] pieces) => new("in segments", false, pieces);

    /// <summary>Whole, one byte a segment, split in two at every index; the latter each at once and one after another.</summary>
    public static IEnumerable<WireInput> EveryCut(ReadOnlyMemory<byte> bytes)
    {
        yield return Whole(bytes);
        yield return new("between empty segments", false, [default, .. Segments.OneByteEach(bytes).SelectMany(b => new[] { b, default })]);
        yield return new("one byte a segment", false, Segments.OneByteEach(bytes));
        yield return new("byte by byte", true, Segments.OneByteEach(bytes));
        for (var i = 1; i < bytes.Length; i++)
        {
            yield return new($"two segments, cut at {i}", false, bytes[..i], bytes[i..]);
            yield return new($"first {i} bytes, then the rest", true, bytes[..i], bytes[i..]);
        }
    }

    /// <summary>The only frame; nothing may be left over.</summary>
    public StompFrame Frame(StompVersion version = StompVersion.V12, StompLimits? limits = null) =>
        Assert.Single(Frames(version, limits));

    /// <summary>All frames; nothing may be left over.</summary>
    public IReadOnlyList<StompFrame> Frames(StompVersion version = StompVersion.V12, StompLimits? limits = null)
    {
        var feed = Run(version, limits, out var fault);
        if (fault is not null) Assert.Fail($"Expected frames, got: {fault.Message}");
        Assert.Equal(0, feed.UnconsumedBytes);
        return feed.Frames;
    }

    /// <summary>The fault that the bytes must end in.</summary>
    public StompProtocolException Fault(StompVersion version = StompVersion.V12, StompLimits? limits = null)
    {
        Run(version, limits, out var fault);
        Assert.NotNull(fault);
        return fault;
    }

    /// <summary>Feeds a new parser; what it raises other than a protocol fault is let through.</summary>
    public ParserFeed Run(StompVersion version, StompLimits? limits, out StompProtocolException? fault)
    {
        var feed = new ParserFeed(new StompParser(limits) { Version = version });
        fault = null;
        try
        {
            if (!_oneAfterAnother) feed.Arrive(_pieces);
            else foreach (var piece in _pieces) feed.Arrive(piece);
        }
        catch (StompProtocolException e)
        {
            fault = e;
        }

        return feed;
    }

    public override string ToString() => _cut;
}
