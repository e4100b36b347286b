namespace Stomp.Server.Tests.Conformance;

/// <summary>"ERROR".</summary>
public sealed class ErrorFrameTests(OpenServer server) : ConformanceTests(server)
{
    // "The ERROR frame SHOULD contain a message header with a short description of the error, and the body MAY contain more detailed information";
    // "ERROR frames SHOULD include a content-length header and a content-type header if a body is present."
    [Theory, EachTransport]
    public async Task It_says_what_is_wrong_in_a_header_and_a_body_of_plain_text(Transport over)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync("SEND\n\nhi\0");

        var error = await client.ExpectErrorAsync();
        Assert.Equal("SEND frame, header 'destination'\\c the header is required but missing (STOMP 1.2, SEND)", error["message"]);
        Assert.Equal(error["message"]!.Replace(@"\c", ":", StringComparison.Ordinal) + "\n", error.Text);
        Assert.StartsWith("text/plain", error["content-type"], StringComparison.Ordinal);
        Assert.Equal($"{error.Body.Length}", error["content-length"]);
    }

    // "if the frame included a receipt header, the ERROR frame SHOULD set the receipt-id header to match the value of the receipt header of the frame which the
    // error is related to."
    [Theory]
    [EachTransport("SEND\nreceipt:r\\c1\n\nhi\0")]
    [EachTransport("SEND\nreceipt:r\\c1\nno colon\n\nhi\0")]
    [EachTransport("SEND\nreceipt:r\\c1\nx:\\t\n\nhi\0")]
    [EachTransport("SEND\nreceipt:r\\c1\ndestination:/topic/a\ncontent-length:x\n\nhi\0")]
    [EachTransport("SUBSCRIBE\nreceipt:r\\c1\n\n\0")]
    [EachTransport("UNSUBSCRIBE\nid:never\nreceipt:r\\c1\n\n\0")]
    [EachTransport("DISCONNECT\nreceipt:r\\c1\n\nbody\0")]
    [EachTransport("MESSAGE\nreceipt:r\\c1\n\nhi\0")]
    public async Task It_carries_the_receipt_that_was_asked_for(Transport over, string frame)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync(frame);

        Assert.Equal(@"r\c1", (await client.ExpectErrorAsync())["receipt-id"]);
    }

    [Theory, EachTransport]
    public async Task It_carries_no_receipt_that_nobody_asked_for(Transport over)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"SEND\ndestination:{Topic}\nreceipt:before\n\nhi\0SEND\n\nhi\0");

        await client.ExpectReceiptAsync("before");
        Assert.Null((await client.ExpectErrorAsync())["receipt-id"]);
    }

    // "In this case, it MUST then close the connection just after sending the ERROR frame."
    [Theory, EachTransport]
    public async Task Nothing_is_handled_behind_it(Transport over)
    {
        await using var other = await SubscribedAsync(over, Topic);
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"BAD\n\n\0SEND\ndestination:{Topic}\nreceipt:r\n\nno\0");

        await client.ExpectErrorAsync();
        await other.FenceAsync();
    }

    [Theory, EachTransport]
    public async Task What_was_handled_before_it_stays_done(Transport over)
    {
        await using var other = await SubscribedAsync(over, Topic);
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"SEND\ndestination:{Topic}\n\nyes\0BAD\n\n\0");

        await client.ExpectErrorAsync();
        Assert.Equal("yes", (await other.ExpectAsync("MESSAGE")).Text);
    }

    [Theory, EachTransport]
    public async Task It_shows_what_was_sent_in_a_line_without_what_cannot_be_printed(Transport over)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"SEND\ndestination:{Topic}\na\u0001\u202E\u0007\n\nhi\0");

        Assert.Contains("'a???'", (await client.ExpectErrorAsync())["message"]);
    }
}
