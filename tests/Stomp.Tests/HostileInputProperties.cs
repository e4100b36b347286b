using System.Buffers;

namespace Stomp.Tests;

public sealed class HostileInputProperties
{
    // What is raised other than a protocol fault fails the property, and so does a frame that takes no bytes.
    [Fact]
    public void Nothing_but_a_protocol_fault_is_raised_and_no_more_is_kept_than_a_frame() => Properties.Hold(50_000, GeneratedWire.Any, wire =>
    {
        var parser = new StompParser(wire.Limits) { Version = wire.Version };
        var buffer = new ReadOnlySequence<byte>(wire.Bytes);
        try
        {
            while (parser.TryParse(ref buffer, out var frame))
            {
                Assert.InRange(frame.Body.Length, 0, wire.Limits.MaxBodyBytes);
                Assert.InRange(frame.Headers.Count, 0, wire.Limits.MaxHeaders);
            }

            var left = buffer.Length;
            Assert.InRange(left, 0, wire.Limits.MaxFrameBytes);
            Assert.False(parser.TryParse(ref buffer, out _));
            Assert.Equal(left, buffer.Length);
        }
        catch (StompProtocolException fault)
        {
            Assert.NotEmpty(fault.Rule);
            Assert.InRange(fault.Message.Length, 1, 300);
            Assert.DoesNotContain('\n', fault.Message);
        }
    }, wire => wire.Shrink());
}
