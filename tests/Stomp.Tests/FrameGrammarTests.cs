namespace Stomp.Tests;

/// <summary>STOMP 1.2, "STOMP Frames" and "Augmented BNF".</summary>
public sealed class FrameGrammarTests
{
    [Theory, Wire("SEND\ndestination:/topic/a\nx:1\n\nhi\0")]
    public void A_frame_is_a_command_headers_and_a_body(WireInput wire)
    {
        var frame = wire.Frame();
        Assert.Equal(StompCommand.Send, frame.Command);
        Assert.Equal([new("destination", "/topic/a"), new("x", "1")], frame.Headers);
        Assert.Equal("hi", frame.GetBodyText());
    }

    [Theory, Wire("DISCONNECT\n\n\0")]
    public void A_frame_needs_no_headers_and_no_body(WireInput wire)
    {
        var frame = wire.Frame();
        Assert.Empty(frame.Headers);
        Assert.True(frame.Body.IsEmpty);
    }

    [Theory, Wire("SEND\na:1\n\none\0SEND\na:2\n\ntwo\0\nDISCONNECT\n\n\0")]
    public void Several_frames_in_one_buffer_come_in_order(WireInput wire)
    {
        var frames = wire.Frames();
        Assert.Equal([StompCommand.Send, StompCommand.Send, StompCommand.Disconnect], frames.Select(f => f.Command));
        Assert.Equal(["one", "two", ""], frames.Select(f => f.GetBodyText()));
        Assert.Equal(["1", "2", null], frames.Select(f => f.Headers["a"]));
    }

    [Theory]
    [Wire("SEND\nA:1\na:2\n\n\0")]
    public void Header_names_are_case_sensitive(WireInput wire)
    {
        var frame = wire.Frame();
        Assert.Equal("1", frame.Headers["A"]);
        Assert.Equal("2", frame.Headers["a"]);
    }

    [Theory, Wire("SEND\nurl:http://x:80/\nempty:\n\n\0")]
    public void The_first_colon_ends_the_name_and_a_value_may_be_empty(WireInput wire)
    {
        var frame = wire.Frame();
        Assert.Equal("http://x:80/", frame.Headers["url"]);
        Assert.Equal("", frame.Headers["empty"]);
    }

    [Theory, Wire("SEND\nreceipt:7\nnonsense\n\n\0")]
    public void A_header_without_a_colon_is_a_fault(WireInput wire)
    {
        var fault = wire.Fault();
        Assert.Equal("SEND frame, header 'nonsense': expected 'name:value', found no colon (STOMP 1.2, Augmented BNF)", fault.Message);
        Assert.Equal("7", fault.ReceiptId);
    }

    [Theory, Wire("SEND\n:value\n\n\0")]
    public void A_header_without_a_name_is_a_fault(WireInput wire) =>
        Assert.Equal("SEND frame: a header has no name (STOMP 1.2, Augmented BNF)", wire.Fault().Message);

    [Theory]
    [Wire("SEND\na:1\0\n\n\0")]
    [Wire("SEND\na:1\n\0")]
    public void A_NUL_in_the_head_is_a_fault(WireInput wire) =>
        Assert.Equal("SEND frame: found a NUL before the empty line that ends the headers (STOMP 1.2, STOMP Frames)", wire.Fault().Message);

    [Theory]
    [Wire("SEND\0")]
    [Wire("\0")]
    [Wire("\n\0")]
    public void A_NUL_in_place_of_a_command_is_a_fault(WireInput wire)
    {
        var fault = wire.Fault();
        Assert.Null(fault.Frame);
        Assert.Equal("found a NUL before the empty line that ends the headers (STOMP 1.2, STOMP Frames)", fault.Message);
    }

    [Theory]
    [Wire("SEND\n\none\0\0SEND\n\ntwo\0")]
    [Wire("SEND\n\none\0\n\0\0\nSEND\n\ntwo\0\n\0")]
    public void A_NUL_too_many_behind_a_frame_is_taken_as_an_EOL(WireInput wire) =>
        Assert.Equal(["one", "two"], wire.Frames().Select(frame => frame.GetBodyText()));

    [Theory]
    [Wire("SEND\na:\u00FF\n\n\0", Latin1 = true)]
    [Wire("SEND\na:\u00C3\\n\u00A9\n\n\0", Latin1 = true)]
    [Wire("SEND\na:\u00ED\u00A0\u0080\n\n\0", Latin1 = true)]
    public void A_header_that_is_no_UTF8_is_a_fault(WireInput wire) =>
        Assert.Equal("SEND frame, header 'a': the header is not UTF-8 (STOMP 1.2, Value Encoding)", wire.Fault().Message);

    [Theory, Wire("SEND\nschlüssel:größe 😀\n\nfünf\0")]
    public void Headers_and_bodies_are_UTF8(WireInput wire)
    {
        var frame = wire.Frame();
        Assert.Equal("größe 😀", frame.Headers["schlüssel"]);
        Assert.Equal("fünf", frame.GetBodyText());
    }
}
