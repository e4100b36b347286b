namespace Stomp.Tests;

/// <summary>STOMP 1.2, "Size Limits": at a limit a frame passes, one over it fails, and no later than the first byte that tells.</summary>
public sealed class SizeLimitTests
{
    private static readonly StompLimits TwoHeaders = new() { MaxHeaders = 2 };
    private static readonly StompLimits FiveByteLines = new() { MaxHeaderLineBytes = 5 };
    private static readonly StompLimits FiveByteBodies = new() { MaxBodyBytes = 5 };
    private static readonly StompLimits TwentyByteFrames = new() { MaxFrameBytes = 20 };

    [Theory]
    [Wire("SEND\na:1\nb:2\n\n\0")]
    [Wire("SEND\r\na:1\r\nb:2\r\n\r\n\0")]
    public void As_many_headers_as_allowed_pass(WireInput wire) => Assert.Equal(2, wire.Frame(limits: TwoHeaders).Headers.Count);

    [Theory]
    [Wire("SEND\nreceipt:7\nb:2\nc:3\n\n\0")]
    [Wire("SEND\nreceipt:7\nb:2\nc")]
    [Wire("SEND\nreceipt:7\nb:2\nno colon\0")]
    [Wire("SEND\r\nreceipt:7\r\nb:2\r\n\rx")]
    [Wire("SEND\nreceipt:7\nreceipt:7\nreceipt:7\n\n\0")]
    public void One_more_fails_at_its_first_byte_also_when_it_is_repeated(WireInput wire)
    {
        var fault = wire.Fault(limits: TwoHeaders);
        Assert.Equal("SEND frame: the frame has more than 2 headers (MaxHeaders)", fault.Message);
        Assert.Equal("7", fault.ReceiptId);
    }

    [Theory]
    [Wire("SEND\na:123\n\n\0")]
    [Wire("SEND\r\na:123\r\n\r\n\0")]
    [Wire("SEND\na:123\r\n\n\0")]
    public void A_header_line_as_long_as_allowed_passes_its_end_not_counted(WireInput wire) =>
        Assert.Equal("123", wire.Frame(limits: FiveByteLines).Headers["a"]);

    [Theory]
    [Wire("SEND\na:1234\n\n\0", StompVersion.V12)]
    [Wire("SEND\na:1234", StompVersion.V12)]
    [Wire("SEND\na:1234\0", StompVersion.V12)]
    [Wire("SEND\na:123\rx", StompVersion.V12)]
    [Wire("SEND\na:123\r\r\n", StompVersion.V12)]
    [Wire("SEND\na:123\r\n\n\0", StompVersion.V11)]
    [Wire("SEND\na:12345678901234567890\0", StompVersion.V12)]
    public void A_longer_one_fails_at_its_first_byte_too_many(WireInput wire, StompVersion version) =>
        Assert.Equal("SEND frame: a header line is longer than 5 bytes (MaxHeaderLineBytes)", wire.Fault(version, FiveByteLines).Message);

    [Theory]
    [Wire("SEND\n\n12345\0")]
    [Wire("SEND\ncontent-length:5\n\n12345\0")]
    public void A_body_as_long_as_allowed_passes(WireInput wire) =>
        Assert.Equal("12345", wire.Frame(limits: FiveByteBodies).GetBodyText());

    [Theory]
    [Wire("SEND\n\n123456")]
    [Wire("SEND\n\n123456\0")]
    [Wire("SEND\n\n12345678901234567890\0")]
    [Wire("SEND\ncontent-length:6\n\n")]
    public void A_longer_one_fails_before_it_is_buffered(WireInput wire) =>
        Assert.Equal("SEND frame: the body is longer than 5 bytes (MaxBodyBytes)", wire.Fault(limits: FiveByteBodies).Message);

    [Theory]
    [Wire("SEND\na:1\n\n123456789\0")]
    [Wire("SEND\na:1234567890\n\n\0")]
    [Wire("SEND\r\na:1\r\n\r\n123456\0")]
    [Wire("\n\n\r\n\nSEND\na:1\n\n123456789\0\n\n\nSEND\na:1\n\n123456789\0")]
    public void A_frame_as_long_as_allowed_passes_line_ends_around_it_not_counted(WireInput wire) =>
        Assert.NotEmpty(wire.Frames(limits: TwentyByteFrames));

    [Theory]
    [Wire("SEND\na:1\n\n1234567890\0")]
    [Wire("SEND\na:1\n\n1234567890")]
    [Wire("SEND\r\na:1\r\n\r\n1234567\0")]
    [Wire("SEND\na:12345678901\n\n\0")]
    [Wire("SEND\na:12345678901234567890\n\n\0")]
    [Wire("SEND\na:123456789012345\0")]
    [Wire("SEND\na:1\n\n12345678901234567890123456")]
    [Wire("SEND\ncontent-length:1\n")]
    public void A_longer_one_fails_in_its_head_or_its_body(WireInput wire) =>
        Assert.Equal("SEND frame: the frame is longer than 20 bytes (MaxFrameBytes)", wire.Fault(limits: TwentyByteFrames).Message);

    [Theory]
    [Wire("SEND\na:1\n\n12345678901234567890123456")]
    [Wire("SEND\ncontent-length:30\n\n")]
    public void Of_two_limits_the_narrower_one_is_named(WireInput wire)
    {
        Assert.Equal("MaxFrameBytes", wire.Fault(limits: new() { MaxFrameBytes = 35, MaxBodyBytes = 25 }).Rule);
        Assert.Equal("MaxBodyBytes", wire.Fault(limits: new() { MaxFrameBytes = 50, MaxBodyBytes = 20 }).Rule);
    }

    [Theory, Wire("SEND\na:34567890123456789012345678901234567890\0")]
    public void So_it_is_in_the_head(WireInput wire)
    {
        Assert.Equal("MaxFrameBytes", wire.Fault(limits: new() { MaxFrameBytes = 30, MaxHeaderLineBytes = 25 }).Rule);
        Assert.Equal("MaxHeaderLineBytes", wire.Fault(limits: new() { MaxFrameBytes = 30, MaxHeaderLineBytes = 20 }).Rule);
    }

    [Fact]
    public void The_defaults_are_those_of_Spring_RabbitMQ_and_ActiveMQ() =>
        Assert.Equal(new StompLimits { MaxFrameBytes = 65536, MaxBodyBytes = 65536, MaxHeaders = 100, MaxHeaderLineBytes = 10240 }, new());
}
