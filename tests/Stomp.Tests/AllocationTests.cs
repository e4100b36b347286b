using System.Buffers;
using System.Runtime.InteropServices;

namespace Stomp.Tests;

public sealed class AllocationTests
{
    // Frame 56, headers 32, their four slots 88, the texts of two values 88, on .NET 10 with 64 bits.
    private const long MostBytes = 264;

    private static readonly byte[] Send = [.. "SEND\ndestination:/topic/a\ncontent-type:text/plain\n\n"u8, .. Enumerable.Repeat((byte)'x', 100), 0];

    [Fact]
    public void A_parsed_SEND_allocates_its_frame_and_its_header_texts_only() => Assert.InRange(BytesPerFrame(Segments.Of(Send)), 1, MostBytes);

    [Fact]
    public void Being_cut_into_segments_costs_no_more() => Assert.InRange(BytesPerFrame(Segments.Of(Segments.OneByteEach(Send))), 1, MostBytes);

    [Fact]
    public void The_body_is_not_copied()
    {
        var buffer = new ReadOnlySequence<byte>(Send);
        Assert.True(new StompParser().TryParse(ref buffer, out var frame));
        Assert.True(MemoryMarshal.TryGetArray(frame.Body.First, out var memory));
        Assert.Same(Send, memory.Array);
        Assert.Equal(100, memory.Count);
    }

    [Fact]
    public void An_owned_frame_has_a_body_of_its_own()
    {
        var bytes = Send.ToArray();
        var buffer = new ReadOnlySequence<byte>(bytes);
        Assert.True(new StompParser().TryParse(ref buffer, out var frame));
        var owned = frame.ToOwned();
        Array.Clear(bytes);
        Assert.Equal(new string('x', 100), owned.GetBodyText());
        Assert.Same(frame.Headers, owned.Headers);
        Assert.Equal(frame.Command, owned.Command);
    }

    [Fact]
    public void A_written_frame_allocates_nothing()
    {
        var buffer = new ReadOnlySequence<byte>(Send);
        Assert.True(new StompParser().TryParse(ref buffer, out var frame));
        var output = new ArrayBufferWriter<byte>(1024);
        for (var i = 0; i < 100; i++) Write(output, frame);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Write(output, frame);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Write(ArrayBufferWriter<byte> output, StompFrame frame)
    {
        output.ResetWrittenCount();
        StompWriter.Write(output, frame, StompVersion.V12);
    }

    private static long BytesPerFrame(ReadOnlySequence<byte> bytes)
    {
        var parser = new StompParser();
        for (var i = 0; i < 100; i++) Parse(parser, bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Parse(parser, bytes);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;
    }

    private static void Parse(StompParser parser, ReadOnlySequence<byte> bytes)
    {
        if (!parser.TryParse(ref bytes, out _)) throw new InvalidOperationException("The frame is whole.");
    }
}
