namespace Stomp.Server.Tests.Conformance;

/// <summary>What STOMP 1.1 says differently from 1.2.</summary>
public sealed class Version11Tests(OpenServer server) : ConformanceTests(server)
{
    // 1.1, "Value Encoding": \n, \c and \\; "Undefined escape sequences such as \r MUST be treated as a fatal protocol error": 1.2 alone knows \r.
    [Theory, EachTransport]
    public async Task There_is_no_escape_for_CR(Transport over)
    {
        await using var client = await ConnectAsync(over, "1.1");

        await client.SendAsync($"SEND\ndestination:{Topic}\nx:a\\rb\n\nhi\0");

        Assert.Contains("escape", (await client.ExpectErrorAsync())["message"]);
    }

    [Theory, EachTransport]
    public async Task The_other_escapes_are_decoded_and_encoded(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic, version: "1.1");

        await client.SendAsync($"SEND\ndestination:{Topic}\nx\\c:\\n\\c\\\\\n\nhi\0");

        Assert.Equal(@"\n\c\\", (await client.ExpectAsync("MESSAGE"))[@"x\c"]);
    }

    // 1.1, "Augmented BNF": lines end in LF, and header-value = *<any OCTET except LF or ":">: a CR is part of a value.
    [Theory, EachTransport]
    public async Task A_CR_at_a_lines_end_belongs_to_the_value_where_the_commands_line_has_none(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic, version: "1.1");

        await client.SendAsync($"SEND\ndestination:{Topic}\nx:a\r\n\nhi\0SEND\r\ndestination:{Topic}\r\nx:a\r\n\r\nhi\0");

        Assert.Equal(["a\r", "a"], (await client.ExpectMessagesAsync(2)).Select(message => message["x"]));
    }

    // 1.1, "ACK": "ACK has two REQUIRED headers: message-id […] and subscription"; 1.1, "NACK": the same.
    [Theory]
    [EachTransport("ACK")]
    [EachTransport("NACK")]
    public async Task ACK_and_NACK_name_message_and_subscription(Transport over, string command)
    {
        await using var client = await HoldingAsync(over);
        var message = await client.ExpectAsync("MESSAGE");

        await client.SendAsync($"{command}\nmessage-id:{message["message-id"]}\nsubscription:0\nreceipt:r\n\n\0");

        if (command == "NACK") Assert.Equal("true", (await client.ExpectAsync("MESSAGE"))["redelivered"]);
        await client.ExpectReceiptAsync("r");
    }

    [Theory]
    [EachTransport("ACK\nsubscription:0\n\n\0", "'message-id'")]
    [EachTransport("ACK\nmessage-id:{0}\n\n\0", "'subscription'")]
    [EachTransport("ACK\nmessage-id:{0}\nsubscription:1\n\n\0", "'message-id'")]
    [EachTransport("ACK\nmessage-id:unknown\nsubscription:0\n\n\0", "'message-id'")]
    [EachTransport("NACK\nsubscription:0\n\n\0", "'message-id'")]
    [EachTransport("NACK\nmessage-id:{0}\n\n\0", "'subscription'")]
    public async Task An_acknowledgement_of_nothing_is_an_ERROR_that_names_the_header(Transport over, string frame, string why)
    {
        await using var client = await HoldingAsync(over);
        var id = (await client.ExpectAsync("MESSAGE"))["message-id"];

        await client.SendAsync(frame.Replace("{0}", id, StringComparison.Ordinal));

        Assert.Contains(why, (await client.ExpectErrorAsync())["message"]);
    }

    // 1.1, "SUBSCRIBE id Header": "an id header MUST be included in the frame"; 1.1, "UNSUBSCRIBE": the same.
    [Theory]
    [EachTransport("SUBSCRIBE\ndestination:/topic/a\n\n\0")]
    [EachTransport("UNSUBSCRIBE\ndestination:/topic/a\n\n\0")]
    public async Task Subscriptions_need_an_id(Transport over, string frame)
    {
        await using var client = await ConnectAsync(over, "1.1");

        await client.SendAsync(frame);

        Assert.Contains("'id'", (await client.ExpectErrorAsync())["message"]);
    }

    // 1.1, "Value Encoding": "clients and servers MUST never trim or pad headers with spaces."
    [Theory, EachTransport]
    public async Task Spaces_are_kept(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic, version: "1.1");

        await client.SendAsync($"SEND\ndestination:{Topic}\nx:  a \n\nhi\0");

        Assert.Equal("  a ", (await client.ExpectAsync("MESSAGE"))["x"]);
    }

    private async Task<RawStomp> HoldingAsync(Transport over)
    {
        await FillAsync(Queue, 1);
        var client = await ConnectAsync(over, "1.1");
        await client.SendAsync($"SUBSCRIBE\nid:0\ndestination:{Queue}\nack:client-individual\n\n\0");
        return client;
    }
}
