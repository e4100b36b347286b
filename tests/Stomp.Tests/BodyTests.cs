namespace Stomp.Tests;

/// <summary>STOMP 1.2, "Body".</summary>
public sealed class BodyTests
{
    [Theory, Wire("SEND\n\nfirst\r\n\nlast\0")]
    public void A_body_without_content_length_ends_at_the_first_NUL(WireInput wire) => Assert.Equal("first\r\n\nlast", wire.Frame().GetBodyText());

    [Theory]
    [Wire("SEND\n\nhi\0")]
    [Wire("MESSAGE\n\nhi\0")]
    [Wire("ERROR\n\nhi\0")]
    public void SEND_MESSAGE_and_ERROR_may_have_a_body(WireInput wire) => Assert.Equal("hi", wire.Frame().GetBodyText());

    [Theory]
    [Wire("SUBSCRIBE\nreceipt:7\n\nhi\0")]
    [Wire("SUBSCRIBE\nreceipt:7\ncontent-length:2\n\nhi\0")]
    [Wire("SUBSCRIBE\nreceipt:7\ncontent-length:2\n\n")]
    [Wire("SUBSCRIBE\nreceipt:7\ncontent-length:99999999999999999999\n\n")]
    public void A_body_elsewhere_is_a_fault(WireInput wire)
    {
        foreach (var version in new[] { StompVersion.V11, StompVersion.V12 })
        {
            var fault = wire.Fault(version);
            Assert.Equal("SUBSCRIBE frame: the frame must not have a body (STOMP 1.2, Body)", fault.Message);
            Assert.Equal("7", fault.ReceiptId);
        }
    }

    [Theory, Wire("SUBSCRIBE\nid:1\ncontent-length:0\n\n\0")]
    public void A_content_length_of_zero_is_no_body(WireInput wire) => Assert.Equal("1", wire.Frame().Headers["id"]);

    [Theory]
    [Wire("SUBSCRIBE\nid:1\n\nhi\0")]
    [Wire("SUBSCRIBE\nid:1\ncontent-length:2\n\nhi\0")]
    public void A_body_elsewhere_is_ignored_in_1_0(WireInput wire)
    {
        var frame = wire.Frame(StompVersion.V10);
        Assert.Equal("1", frame.Headers["id"]);
        Assert.True(frame.Body.IsEmpty);
    }

    [Theory]
    [Wire("CONNECT\nlogin:me\n\nhi\0")]
    [Wire("STOMP\nlogin:me\ncontent-length:2\n\nhi\0")]
    public void A_CONNECT_without_accept_version_speaks_1_0_so_its_body_is_ignored(WireInput wire)
    {
        var frame = wire.Frame();
        Assert.Equal("me", frame.Headers["login"]);
        Assert.True(frame.Body.IsEmpty);
    }

    [Theory]
    [Wire("CONNECT\naccept-version:1.2\n\nhi\0")]
    [Wire("STOMP\naccept-version:1.2\n\nhi\0")]
    public void A_CONNECT_with_accept_version_must_not_have_a_body(WireInput wire) =>
        Assert.Equal("STOMP 1.2, Body", wire.Fault().Rule);

    [Theory, Wire("CONNECTED\n\nhi\0")]
    public void A_CONNECTED_must_not_have_a_body(WireInput wire) => Assert.Equal("STOMP 1.2, Body", wire.Fault().Rule);

    [Fact]
    public void A_body_elsewhere_is_refused_at_its_first_byte() =>
        Assert.Equal("STOMP 1.2, Body", WireInput.Whole("SUBSCRIBE\n\nh"u8.ToArray()).Fault().Rule);
}
