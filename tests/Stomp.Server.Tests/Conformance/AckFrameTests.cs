namespace Stomp.Server.Tests.Conformance;

/// <summary>"ACK" and "SUBSCRIBE ack Header".</summary>
public sealed class AckFrameTests(OpenServer server) : ConformanceTests(server)
{
    // "The ACK frame MUST include an id header matching the ack header of the MESSAGE being acknowledged."
    [Theory]
    [EachTransport("", "'id'")]
    [EachTransport("id:\n", "'id'")]
    [EachTransport("id:nonsense\n", "'id'")]
    [EachTransport("id:7-0\n", "'id'")]
    [EachTransport("id:1-other\n", "'id'")]
    [EachTransport("ack:1-0\n", "'id'")]
    [EachTransport("message-id:1\nsubscription:0\n", "'id'")]
    public async Task Without_the_id_of_a_message_it_is_an_ERROR(Transport over, string headers, string why)
    {
        await FillAsync(Queue, 1);
        await using var client = await ConnectAsync(over);
        await client.SendAsync($"SUBSCRIBE\nid:0\ndestination:{Queue}\nack:client\n\n\0");
        await client.ExpectAsync("MESSAGE");

        await client.SendAsync($"ACK\nreceipt:r\n{headers}\n\0");

        var error = await client.ExpectErrorAsync();
        Assert.Contains(why, error["message"]);
        Assert.Equal("r", error["receipt-id"]);
    }

    // "The ACK frames sent by the client will be treated as a cumulative acknowledgment. This means the acknowledgment operates on the message specified in
    // the ACK frame and all messages sent to the subscription before the ACK'ed message."
    [Theory, EachTransport]
    public async Task In_client_mode_it_covers_all_messages_before(Transport over)
    {
        await using var client = await HoldingAsync(over, "client", 5);
        var messages = await client.ExpectMessagesAsync(5);

        await client.SendAsync($"ACK\nid:{messages[2]["ack"]}\n\n\0");

        Assert.Equal(["3", "4"], await LeftAsync(client, over, 2));
    }

    // "an ACK or NACK frame for a subsequent message MUST NOT cause a previous message to get acknowledged."
    [Theory, EachTransport]
    public async Task In_client_individual_mode_it_covers_one_message(Transport over)
    {
        await using var client = await HoldingAsync(over, "client-individual", 5);
        var messages = await client.ExpectMessagesAsync(5);

        await client.SendAsync($"ACK\nid:{messages[2]["ack"]}\n\n\0");

        Assert.Equal(["0", "1", "3", "4"], await LeftAsync(client, over, 4));
    }

    [Theory, EachTransport]
    public async Task It_covers_no_message_of_another_subscription(Transport over)
    {
        await FillAsync(Queue, 1);
        await using var client = await ConnectAsync(over);
        await client.SendAsync($"SUBSCRIBE\nid:0\ndestination:{Queue}\nack:client\n\n\0");
        await client.ExpectAsync("MESSAGE");
        await client.SendAsync($"SUBSCRIBE\nid:1\ndestination:{Queue}/b\nack:client\n\n\0SEND\ndestination:{Queue}/b\n\nb\0");

        await client.SendAsync($"ACK\nid:{(await client.ExpectAsync("MESSAGE"))["ack"]}\n\n\0");

        Assert.Equal(["0"], await LeftAsync(client, over, 1));
    }

    [Theory]
    [EachTransport("client")]
    [EachTransport("client-individual")]
    public async Task A_message_is_acknowledged_once(Transport over, string mode)
    {
        await using var client = await HoldingAsync(over, mode, 1);
        var ack = (await client.ExpectAsync("MESSAGE"))["ack"];

        await client.SendAsync($"ACK\nid:{ack}\nreceipt:1\n\n\0ACK\nid:{ack}\nreceipt:2\n\n\0");

        await client.ExpectReceiptAsync("1");
        Assert.Equal("2", (await client.ExpectErrorAsync())["receipt-id"]);
    }

    [Theory, EachTransport]
    public async Task A_message_that_went_to_somebody_else_cannot_be_acknowledged(Transport over)
    {
        await using var one = await HoldingAsync(over, "client", 1);
        var ack = (await one.ExpectAsync("MESSAGE"))["ack"];
        await using var other = await ConnectAsync(over);

        await other.SendAsync($"ACK\nid:{ack}\n\n\0");

        await other.ExpectErrorAsync();
    }

    [Theory]
    [EachTransport("a b")]
    [EachTransport(@"a\cb\\c\n-1")]
    [EachTransport("구독-😀")]
    [EachTransport("")]
    public async Task The_ack_header_is_sent_back_as_it_came_whatever_the_subscriptions_id(Transport over, string id)
    {
        await FillAsync(Queue, 1);
        await using var client = await ConnectAsync(over);
        await client.SendAsync($"SUBSCRIBE\nid:{id}\ndestination:{Queue}\nack:client\n\n\0");
        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal(id, message["subscription"]);

        await client.SendAsync($"ACK\nid:{message["ack"]}\nreceipt:r\n\n\0");

        await client.ExpectReceiptAsync("r");
    }

    // "Optionally, a transaction header MAY be specified, indicating that the message acknowledgment SHOULD be part of the named transaction."
    [Theory, EachTransport]
    public async Task In_a_transaction_it_counts_from_commit_on(Transport over)
    {
        await using var client = await HoldingAsync(over, "client", 2);
        var messages = await client.ExpectMessagesAsync(2);
        await client.SendAsync($"BEGIN\ntransaction:t\n\n\0ACK\nid:{messages[0]["ack"]}\ntransaction:t\nreceipt:r\n\n\0");
        await client.ExpectReceiptAsync("r");

        await client.SendAsync("COMMIT\ntransaction:t\n\n\0");

        Assert.Equal(["1"], await LeftAsync(client, over, 1));
    }

    [Theory, EachTransport]
    public async Task In_a_transaction_that_was_not_committed_it_counts_not_at_all(Transport over)
    {
        await using var client = await HoldingAsync(over, "client", 2);
        var messages = await client.ExpectMessagesAsync(2);

        await client.SendAsync($"BEGIN\ntransaction:t\n\n\0ACK\nid:{messages[1]["ack"]}\ntransaction:t\n\n\0");

        Assert.Equal(["0", "1"], await LeftAsync(client, over, 2));
    }

    [Theory, EachTransport]
    public async Task An_unknown_transaction_is_an_ERROR(Transport over)
    {
        await using var client = await HoldingAsync(over, "client", 1);
        var ack = (await client.ExpectAsync("MESSAGE"))["ack"];

        await client.SendAsync($"ACK\nid:{ack}\ntransaction:never-begun\n\n\0");

        Assert.Contains("'transaction'", (await client.ExpectErrorAsync())["message"]);
    }

    private async Task<RawStomp> HoldingAsync(Transport over, string mode, int count)
    {
        await FillAsync(Queue, count);
        var client = await ConnectAsync(over);
        await client.SendAsync($"SUBSCRIBE\nid:0\ndestination:{Queue}\nack:{mode}\n\n\0");
        return client;
    }

    /// <summary>Ends the session in good order, and gives what it has not acknowledged.</summary>
    private async Task<IEnumerable<string>> LeftAsync(RawStomp client, Transport over, int count)
    {
        await client.SendAsync("DISCONNECT\nreceipt:bye\n\n\0");
        await client.ExpectReceiptAsync("bye");
        await client.DisposeAsync();
        await using var other = await ConnectAsync(over);
        await other.SendAsync($"SUBSCRIBE\nid:left\ndestination:{Queue}\n\n\0");
        var left = await other.ExpectMessagesAsync(count);
        await other.FenceAsync();
        return left.Select(message => message.Text);
    }
}
