namespace Stomp.Server.Tests.Conformance;

/// <summary>What STOMP 1.0 says differently from 1.1 and 1.2.</summary>
public sealed class Version10Tests(OpenServer server) : ConformanceTests(server)
{
    // 1.0 has no escapes.
    [Theory, EachTransport]
    public async Task A_backslash_and_a_colon_are_octets_like_any_other(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic, version: "1.0");

        await client.SendAsync($"SEND\ndestination:{Topic}\nx:a\\nb:c\\t\\\n\nhi\0");

        Assert.Equal(@"a\nb:c\t\", (await client.ExpectAsync("MESSAGE"))["x"]);
    }

    // 1.0, "CONNECT": the server answers with "CONNECTED session: <session-id>".
    [Theory, EachTransport]
    public async Task CONNECTED_carries_the_session(Transport over)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync("CONNECT\nlogin:me\npasscode:p\n\n\0");

        var connected = await client.ExpectAsync("CONNECTED");
        Assert.False(string.IsNullOrEmpty(connected["session"]));
        Assert.Equal("1.0", connected["version"]);
    }

    // The examples of 1.0 pad values with a space, "and many servers and clients were implemented to trim or pad header values" (1.2, "Body").
    [Theory, EachTransport]
    public async Task Spaces_around_names_and_values_are_trimmed(Transport over)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync($"CONNECT\nlogin: <username>\npasscode:<passcode>\n\n\0SUBSCRIBE\ndestination: {Topic}\nack: client\n\n\0"
            + $"SEND\ndestination: {Topic} \nx :  a \n\nhi\0");

        await client.ExpectAsync("CONNECTED");
        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal((Topic, "a"), (message["destination"], message["x"]));
    }

    // "SUBSCRIBE: id" came with 1.1; 1.0, "UNSUBSCRIBE": "It requires either a destination header or an id header (if the previous SUBSCRIBE operation passed
    // an id value)."
    [Theory, EachTransport]
    public async Task The_destination_stands_in_for_the_id(Transport over)
    {
        await using var client = await ConnectAsync(over, "1.0");
        await client.SendAsync($"SUBSCRIBE\ndestination:{Topic}\n\n\0SEND\ndestination:{Topic}\n\nhi\0");
        Assert.Equal(Topic, (await client.ExpectAsync("MESSAGE"))["subscription"]);

        await client.SendAsync($"UNSUBSCRIBE\ndestination:{Topic}\nreceipt:r\n\n\0SEND\ndestination:{Topic}\n\nhi\0");

        await client.ExpectReceiptAsync("r");
        await client.FenceAsync();
    }

    [Theory, EachTransport]
    public async Task An_id_may_be_given_and_ends_the_subscription(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic, version: "1.0");

        await client.SendAsync($"SEND\ndestination:{Topic}\n\nhi\0UNSUBSCRIBE\nid:0\nreceipt:r\n\n\0SEND\ndestination:{Topic}\n\nhi\0");

        Assert.Equal("0", (await client.ExpectAsync("MESSAGE"))["subscription"]);
        await client.ExpectReceiptAsync("r");
        await client.FenceAsync();
    }

    // 1.0, "ACK": "ACK has one required header, message-id".
    [Theory, EachTransport]
    public async Task ACK_names_the_message_alone(Transport over)
    {
        await FillAsync(Queue, 1);
        await using var client = await ConnectAsync(over, "1.0");
        await client.SendAsync($"SUBSCRIBE\ndestination:{Queue}\nack:client\n\n\0");
        var id = (await client.ExpectAsync("MESSAGE"))["message-id"];

        await client.SendAsync($"ACK\nmessage-id:{id}\nreceipt:1\n\n\0ACK\nmessage-id:{id}\nreceipt:2\n\n\0");

        await client.ExpectReceiptAsync("1");
        Assert.Equal("2", (await client.ExpectErrorAsync())["receipt-id"]);
    }

    [Theory, EachTransport]
    public async Task ACK_may_join_a_transaction(Transport over)
    {
        await FillAsync(Queue, 1);
        await using var client = await ConnectAsync(over, "1.0");
        await client.SendAsync($"SUBSCRIBE\ndestination:{Queue}\nack:client\n\n\0");
        var id = (await client.ExpectAsync("MESSAGE"))["message-id"];

        await client.SendAsync($"BEGIN\ntransaction:t\n\n\0ACK\nmessage-id:{id}\ntransaction:t\n\n\0COMMIT\ntransaction:t\nreceipt:r\n\n\0");

        await client.ExpectReceiptAsync("r");
    }

    // NACK came with 1.1.
    [Theory, EachTransport]
    public async Task There_is_no_NACK(Transport over)
    {
        await using var client = await ConnectAsync(over, "1.0");

        await client.SendAsync("NACK\nmessage-id:x\n\n\0");

        Assert.Contains("1.1", (await client.ExpectErrorAsync())["message"]);
    }

    // 1.0, "Frames": a body of another frame than SEND, MESSAGE and ERROR is ignored. (RabbitMQ's own suite sends CONNECT with a line feed for a body.)
    [Theory, EachTransport]
    public async Task A_body_where_none_belongs_is_ignored(Transport over)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync($"CONNECT\nlogin:guest\npasscode:guest\n\n\n\0SUBSCRIBE\ndestination:{Topic}\n\nbody\0SEND\ndestination:{Topic}\n\nhi\0");

        await client.ExpectAsync("CONNECTED");
        Assert.Equal("hi", (await client.ExpectAsync("MESSAGE")).Text);
    }

    // 1.0 has no way to write a line end: what it cannot carry is left out, or refused where it would have to come back.
    [Theory, EachTransport]
    public async Task A_header_that_1_0_cannot_carry_is_left_out_for_its_subscribers(Transport over)
    {
        await using var v12 = await SubscribedAsync(over, Topic);
        await using var v10 = await SubscribedAsync(over, Topic, version: "1.0");
        await using var publisher = await ConnectAsync(over);

        await publisher.SendAsync($"SEND\ndestination:{Topic}\nx:a\\nb\ny:a\\cb\n\nhi\0");

        Assert.Equal(@"a\nb", (await v12.ExpectAsync("MESSAGE"))["x"]);
        var message = await v10.ExpectAsync("MESSAGE");
        Assert.Equal((null, "a:b"), (message["x"], message["y"]));
    }

    [Theory, EachTransport]
    public async Task A_destination_that_1_0_cannot_carry_harms_no_publisher_and_no_other_subscriber(Transport over)
    {
        await using var v12 = await SubscribedAsync(over, $"{Topic}/**");
        await using var v10 = await SubscribedAsync(over, $"{Topic}/**", version: "1.0");
        await using var publisher = await ConnectAsync(over);

        await publisher.SendAsync($"SEND\ndestination:{Topic}/a\\nb\n\nodd destination\0SEND\ndestination:{Topic}/a\ncontent-type:text/plain\\n\n\nodd type\0");
        await publisher.FenceAsync();

        Assert.Equal(["odd destination", "odd type"], (await v12.ExpectMessagesAsync(2)).Select(message => message.Text));
        Assert.Equal("odd type", (await v10.ExpectAsync("MESSAGE")).Text);
    }

    [Theory]
    [EachTransport("SUBSCRIBE\nid:a\rb\ndestination:/topic/a\n\n\0", "'id'")]
    [EachTransport("SUBSCRIBE\ndestination:/topic/a\rb\n\n\0", "'id'")]
    [EachTransport("SEND\ndestination:/topic/a\nreceipt:a\rb\n\n\0", "'receipt'")]
    public async Task A_carriage_return_that_could_not_be_sent_back_is_refused(Transport over, string frame, string names)
    {
        await using var client = await ConnectAsync(over, "1.0");

        await client.SendAsync(frame);

        Assert.Contains(names, (await client.ExpectErrorAsync())["message"]);
    }
}
