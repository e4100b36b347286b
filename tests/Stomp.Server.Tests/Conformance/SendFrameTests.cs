namespace Stomp.Server.Tests.Conformance;

/// <summary>"SEND".</summary>
public sealed class SendFrameTests(OpenServer server) : ConformanceTests(server)
{
    // "It has one REQUIRED header, destination"; "If the server cannot successfully process the SEND frame for any reason, the server MUST send the client
    // an ERROR frame and then close the connection."
    [Theory]
    [EachTransport("\n", "'destination'")]
    [EachTransport("destination:\n", "'destination'")]
    [EachTransport("destination:/something/interesting\n", "begins with /app, /topic, /queue")]
    [EachTransport("destination:/topicx/a\n", "begins with /app, /topic, /queue")]
    [EachTransport("destination:topic/a\n", "begins with /app, /topic, /queue")]
    [EachTransport("destination:/topic/*\n", "not to a pattern")]
    [EachTransport("destination:/queue/*\n", "not to a pattern")]
    [EachTransport("destination:/user/queue/a\n", "user destinations")]
    [EachTransport("destination:/user/bob/queue/a\n", "user destinations")]
    [EachTransport("destination:/queue\n", "'destination'")]
    [EachTransport("destination:/queue/\n", "'destination'")]
    [EachTransport("destination:/app/nobody\n", "There is no such destination")]
    [EachTransport("destination:/topic/a\ntransaction:never-begun\n", "'transaction'")]
    public async Task What_cannot_be_sent_is_an_ERROR_that_says_why_and_the_end(Transport over, string header, string why)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"SEND\nreceipt:r7\n{header.TrimStart('\n')}\nhi\0");

        var error = await client.ExpectErrorAsync();
        Assert.Contains(why, error["message"]);
        Assert.Equal("r7", error["receipt-id"]);
    }

    // "The user defined headers MUST be passed through in the MESSAGE frame."
    [Theory]
    [EachTransport("/topic/")]
    [EachTransport("/queue/")]
    public async Task The_senders_headers_are_passed_through_in_their_order_behind_the_servers_own(Transport over, string prefix)
    {
        var destination = prefix + Topic[1..];
        await using var client = await SubscribedAsync(over, destination);

        await client.SendAsync($"SEND\nz:1\ndestination:{destination}\na:\nz:2\ncontent-type:text/x\nmessage-id:mine\nsubscription:mine\nack:mine\n"
            + "passcode:secret\ncontent-length:6\nb: 3 \nid:i\nsession:s\nuser-name:u\nheart-beat:h\n\n녕\0it\0");

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal($"MESSAGE\ndestination:{destination}\ncontent-type:text/x\nsubscription:0\nmessage-id:{message["message-id"]}\ncontent-length:6\n"
            + "z:1\na:\nb: 3 \nid:i\nheart-beat:h", message.Head);
        Assert.Equal("녕\0it", message.Text);
    }

    // "SEND frames SHOULD include a content-length header and a content-type header if a body is present": but need not, nor have a body.
    [Theory, EachTransport]
    public async Task Neither_body_nor_content_headers_are_needed(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync($"SEND\ndestination:{Topic}\n\n\0SEND\ndestination:{Topic}\ncontent-length:0\n\n\0");

        Assert.All(await client.ExpectMessagesAsync(2), message => Assert.Empty(message.Body));
    }

    // "STOMP treats this destination as an opaque string"
    [Theory]
    [EachTransport("/a/b/c")]
    [EachTransport("/with space")]
    [EachTransport("/방 😀")]
    [EachTransport("/per%20cent=&;")]
    [EachTransport("/dots.and/../slashes//")]
    public async Task A_destination_is_an_opaque_string(Transport over, string rest)
    {
        await using var client = await SubscribedAsync(over, Queue + rest);

        await client.SendAsync($"SEND\ndestination:{Queue}{rest}\n\nhi\0");

        Assert.Equal(Queue + rest, (await client.ExpectAsync("MESSAGE"))["destination"]);
    }

    [Theory, EachTransport]
    public async Task Clients_may_not_send_to_the_broker_unless_that_is_allowed(Transport over)
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await RawStomp.ConnectAsync(app, over);

        await client.SendAsync("SEND\ndestination:/topic/a\n\nhi\0");

        Assert.Contains("AllowSendToBroker", (await client.ExpectErrorAsync())["message"]);
    }
}
