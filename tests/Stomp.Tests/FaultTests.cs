namespace Stomp.Tests;

/// <summary>A fault names frame, header and rule, in a text that is fit for the peer and for a log.</summary>
public sealed class FaultTests
{
    [Fact]
    public void It_names_frame_header_and_rule()
    {
        var fault = new StompProtocolException("SEND", "a", "it is wrong", "the rule");
        Assert.Equal("SEND frame, header 'a': it is wrong (the rule)", fault.Message);
        Assert.Equal(("SEND", "a", "the rule", null), (fault.Frame, fault.Header, fault.Rule, fault.ReceiptId));
    }

    [Fact]
    public void Frame_and_header_may_be_unknown()
    {
        Assert.Equal("it is wrong (the rule)", new StompProtocolException(null, null, "it is wrong", "the rule").Message);
        Assert.Equal("header 'a': it is wrong (the rule)", new StompProtocolException(null, "a", "it is wrong", "the rule").Message);
        Assert.Equal("SEND frame: it is wrong (the rule)", new StompProtocolException("SEND", null, "it is wrong", "the rule").Message);
    }

    [Theory]
    [Wire("SEND\nreceipt:7\na\n\n\0", "7")]
    [Wire("SEND\nreceipt:a\\cb\na\n\n\0", "a:b")]
    [Wire("SEND\na\nreceipt:7\n\n\0", [null])]
    [Wire("SEND\nreceipt:1\n\n\0SEND\na\n\n\0", [null])]
    [Wire("SEND\nreceipt:1\n\n\0x\n", [null])]
    public void It_carries_the_receipt_that_was_read_in_the_same_frame(WireInput wire, string? receipt) =>
        Assert.Equal(receipt, wire.Fault().ReceiptId);

    [Theory, Wire("SEND\na\u0001\u009F\u2028\u2029\u202E\uFEFFb\n\n\0")]
    public void Nothing_unprintable_is_shown(WireInput wire) =>
        Assert.StartsWith("SEND frame, header 'a??????b': ", wire.Fault().Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_shown_is_short()
    {
        byte[] bytes = [.. "SEND\n"u8, .. Enumerable.Repeat((byte)'x', 10000), .. "\n\n\0"u8];
        Assert.StartsWith($"SEND frame, header '{new string('x', 64)}…': ", WireInput.Whole(bytes).Fault().Message, StringComparison.Ordinal);
    }
}
