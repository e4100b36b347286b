namespace Stomp.Server.Tests.Conformance;

/// <summary>"Body" and the standard headers "content-length" and "content-type".</summary>
public sealed class BodyTests(OpenServer server) : ConformanceTests(server)
{
    // "Only the SEND, MESSAGE, and ERROR frames MAY have a body. All other frames MUST NOT have a body."
    [Theory]
    [EachTransport("SUBSCRIBE\nid:1\ndestination:/topic/a\n\nbody\0")]
    [EachTransport("SUBSCRIBE\nid:1\ndestination:/topic/a\ncontent-length:4\n\nbody\0")]
    [EachTransport("UNSUBSCRIBE\nid:0\n\nbody\0")]
    [EachTransport("ACK\nid:1\n\nbody\0")]
    [EachTransport("NACK\nid:1\n\nbody\0")]
    [EachTransport("BEGIN\ntransaction:t\n\nbody\0")]
    [EachTransport("COMMIT\ntransaction:t\n\nbody\0")]
    [EachTransport("ABORT\ntransaction:t\n\nbody\0")]
    [EachTransport("DISCONNECT\nreceipt:r\n\nbody\0")]
    public async Task Other_frames_than_SEND_must_not_have_a_body(Transport over, string frame)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync(frame);

        Assert.Contains("must not have a body", (await client.ExpectErrorAsync())["message"]);
    }

    [Theory]
    [EachTransport("CONNECT")]
    [EachTransport("STOMP")]
    public async Task CONNECT_must_not_have_a_body(Transport over, string command)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync($"{command}\naccept-version:1.2\nhost:h\n\nbody\0");

        Assert.Contains("must not have a body", (await client.ExpectErrorAsync())["message"]);
    }

    // "All frames MAY include a content-length header."
    [Theory, EachTransport]
    public async Task Frames_without_a_body_may_say_that_its_length_is_0(Transport over)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync("CONNECT\naccept-version:1.2\nhost:h\ncontent-length:0\n\n\0"
            + $"SUBSCRIBE\nid:0\ndestination:{Topic}\ncontent-length:0\n\n\0DISCONNECT\ncontent-length:0\nreceipt:r\n\n\0");

        await client.ExpectAsync("CONNECTED");
        await client.ExpectReceiptAsync("r");
    }

    // "If a content-length header is included, this number of octets MUST be read, regardless of whether or not there are NULL octets in the body."
    [Theory]
    [EachTransport("a\0b")]
    [EachTransport("\0")]
    [EachTransport("\0\0\0")]
    [EachTransport("SEND\ndestination:/topic/a\n\nnested\0")]
    [EachTransport("\n\r\n \n")]
    public async Task So_many_octets_are_read_as_content_length_says(Transport over, string body)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync($"SEND\ndestination:{Topic}\ncontent-length:{body.Length}\n\n{body}\0SEND\ndestination:{Topic}\n\nnext\0");

        Assert.Equal([body, "next"], (await client.ExpectMessagesAsync(2)).Select(message => message.Text));
    }

    // "This header is an octet count for the length of the message body": not of characters.
    [Theory, EachTransport]
    public async Task Content_length_counts_octets(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync($"SEND\ndestination:{Topic}\ncontent-length:10\n\n안녕😀\0");

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("안녕😀", "10"), (message.Text, message["content-length"]));
    }

    // "The frame still needs to be terminated with a NULL octet."
    [Theory]
    [EachTransport("1")]
    [EachTransport("0")]
    public async Task A_NUL_must_follow_the_body_of_known_length(Transport over, string length)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"SEND\ndestination:{Topic}\ncontent-length:{length}\n\nhi\0");

        Assert.Contains("no NUL", (await client.ExpectErrorAsync())["message"]);
    }

    [Theory]
    [EachTransport("-1")]
    [EachTransport("two")]
    [EachTransport("")]
    [EachTransport("+2")]
    [EachTransport(" 2")]
    [EachTransport("0x2")]
    public async Task A_content_length_that_is_no_number_is_an_ERROR(Transport over, string length)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"SEND\ndestination:{Topic}\ncontent-length:{length}\n\nhi\0");

        Assert.Contains("'content-length'", (await client.ExpectErrorAsync())["message"]);
    }

    // Without it the first NUL ends the body.
    [Theory]
    [EachTransport("")]
    [EachTransport("hi")]
    [EachTransport("\n\n")]
    [EachTransport("line\r\nline\n")]
    public async Task Without_content_length_the_body_ends_at_NUL(Transport over, string body)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync($"SEND\ndestination:{Topic}\n\n{body}\0");

        Assert.Equal(body, (await client.ExpectAsync("MESSAGE")).Text);
    }

    // "its value MUST be a MIME type which describes the format of the body": handed on as it is, and not made up.
    [Theory, EachTransport]
    public async Task Content_type_is_handed_on_and_never_made_up(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync($"SEND\ndestination:{Topic}\ncontent-type:text/html;charset=utf-16\n\nhi\0SEND\ndestination:{Topic}\n\nhi\0");

        var messages = await client.ExpectMessagesAsync(2);
        Assert.Equal(["text/html;charset=utf-16", null], messages.Select(message => message["content-type"]));
    }
}
