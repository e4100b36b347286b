using System.Text;

namespace Stomp.Tests;

/// <summary>STOMP 1.2, "Header content-length".</summary>
public sealed class ContentLengthTests
{
    [Theory]
    [Wire("SEND\ncontent-length:5\n\na\0b\n\0\0SEND\n\nnext\0")]
    [Wire("MESSAGE\ncontent-length:5\n\na\0b\n\0\0SEND\n\nnext\0")]
    [Wire("ERROR\r\ncontent-length:5\r\n\r\na\0b\n\0\0SEND\n\nnext\0")]
    public void So_many_bytes_are_the_body_whatever_they_are(WireInput wire) =>
        Assert.Equal(["a\0b\n\0", "next"], wire.Frames().Select(f => f.GetBodyText()));

    [Theory, Wire("SEND\ncontent-length:0\n\n\0SEND\n\nnext\0")]
    public void It_may_be_zero(WireInput wire) => Assert.Equal(["", "next"], wire.Frames().Select(f => f.GetBodyText()));

    [Theory, Wire("SEND\ncontent-length:0002\n\nab\0")]
    public void It_may_have_leading_zeros(WireInput wire) => Assert.Equal("ab", wire.Frame().GetBodyText());

    [Theory]
    [Wire("SEND\nreceipt:7\ncontent-length:2\n\nabc\0")]
    [Wire("SEND\nreceipt:7\ncontent-length:2\n\nabSEND\n\n\0")]
    public void A_NUL_must_follow(WireInput wire)
    {
        var fault = wire.Fault();
        Assert.Equal("SEND frame, header 'content-length': no NUL follows the 2 bytes of the body (STOMP 1.2, Header content-length)", fault.Message);
        Assert.Equal("7", fault.ReceiptId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1.0")]
    [InlineData("0x1")]
    [InlineData("1,000")]
    [InlineData("١")]
    public void Anything_but_decimal_digits_is_a_fault(string value)
    {
        foreach (var wire in WireInput.EveryCut(Encoding.UTF8.GetBytes($"SEND\ncontent-length:{value}\n\na\0")))
        {
            Assert.Equal($"SEND frame, header 'content-length': expected a number of bytes, got '{value}' "
                + "(STOMP 1.2, Header content-length)", wire.Fault().Message);
        }
    }

    [Theory]
    [InlineData("65537")]
    [InlineData("2147483648")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999999999999999")]
    public void More_than_fits_is_over_the_limit_and_found_before_the_body(string value)
    {
        var wire = WireInput.Whole(Encoding.UTF8.GetBytes($"SEND\ncontent-length:{value}\n\n"));
        var limits = new StompLimits { MaxFrameBytes = int.MaxValue };
        Assert.Equal("SEND frame: the body is longer than 65536 bytes (MaxBodyBytes)", wire.Fault(limits: limits).Message);
    }

    [Fact]
    public void The_largest_limits_do_not_overflow()
    {
        var limits = new StompLimits
        {
            MaxFrameBytes = int.MaxValue,
            MaxBodyBytes = int.MaxValue,
            MaxHeaders = int.MaxValue,
            MaxHeaderLineBytes = int.MaxValue,
        };
        var feed = WireInput.Whole("SEND\ncontent-length:2147483600\n\nthe first of many"u8.ToArray()).Run(StompVersion.V12, limits, out var fault);
        Assert.Null(fault);
        Assert.Empty(feed.Frames);
        Assert.Equal("MaxFrameBytes", WireInput.Whole("SEND\ncontent-length:2147483647\n\n"u8.ToArray()).Fault(limits: limits).Rule);
        Assert.Equal("hi", WireInput.Whole("SEND\na:1\n\nhi\0"u8.ToArray()).Frame(limits: limits).GetBodyText());
    }
}
