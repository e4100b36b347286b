namespace Stomp.Server.Tests.Conformance;

/// <summary>"NACK".</summary>
public sealed class NackFrameTests(OpenServer server) : ConformanceTests(server)
{
    // "NACK takes the same headers as ACK: id (REQUIRED) and transaction (OPTIONAL)."
    [Theory]
    [EachTransport("", "'id'")]
    [EachTransport("id:nonsense\n", "'id'")]
    [EachTransport("id:1-0\ntransaction:never-begun\n", "'transaction'")]
    public async Task What_it_cannot_be_done_for_is_an_ERROR(Transport over, string headers, string why)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"NACK\nreceipt:r\n{headers}\n\0");

        var error = await client.ExpectErrorAsync();
        Assert.Contains(why, error["message"]);
        Assert.Equal("r", error["receipt-id"]);
    }

    // "It is used to tell the server that the client did not consume the message. The server can then either send the message to a different client, discard
    // it, or put it in a dead letter queue."
    [Theory, EachTransport]
    public async Task The_message_comes_again_to_its_place_marked_so(Transport over)
    {
        await FillAsync(Queue, 3);
        await using var client = await ConnectAsync(over);
        await client.SendAsync($"SUBSCRIBE\nid:0\ndestination:{Queue}\nack:client-individual\nprefetch-count:2\n\n\0");
        var messages = await client.ExpectMessagesAsync(2);

        await client.SendAsync($"NACK\nid:{messages[0]["ack"]}\n\n\0");

        var again = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("0", "true"), (again.Text, again["redelivered"]));
        Assert.Equal(messages[0]["message-id"], again["message-id"]);
        Assert.NotEqual(messages[0]["ack"], again["ack"]);
    }

    // "NACK applies either to one single message (if the subscription's ack mode is client-individual) or to all messages sent before and not yet ACK'ed or
    // NACK'ed (if the subscription's ack mode is client)."
    [Theory]
    [EachTransport("client", "0,1")]
    [EachTransport("client-individual", "1")]
    public async Task It_covers_what_the_mode_says(Transport over, string mode, string expected)
    {
        await FillAsync(Queue, 3);
        await using var client = await ConnectAsync(over);
        await client.SendAsync($"SUBSCRIBE\nid:0\ndestination:{Queue}\nack:{mode}\n\n\0");
        var messages = await client.ExpectMessagesAsync(3);

        await client.SendAsync($"NACK\nid:{messages[1]["ack"]}\n\n\0");

        var bodies = expected.Split(',');
        Assert.Equal(bodies, (await client.ExpectMessagesAsync(bodies.Length)).Select(message => message.Text));
        await client.FenceAsync();
    }

    // RabbitMQ's header; clients in Python write their own False.
    [Theory]
    [EachTransport("false")]
    [EachTransport("False")]
    public async Task It_need_not_come_again(Transport over, string requeue)
    {
        await using var app = await TestApp.StartOpenAsync();
        app.ExpectsNoProblems = false;
        await app.Template.SendAsync("/queue/a", "hi");
        await using var client = await RawStomp.ConnectAsync(app, over);
        await client.SendAsync("SUBSCRIBE\nid:0\ndestination:/queue/a\nack:client\n\n\0");
        var ack = (await client.ExpectAsync("MESSAGE"))["ack"];

        await client.SendAsync($"NACK\nid:{ack}\nrequeue:{requeue}\n\n\0");

        await client.FenceAsync();
    }

    [Theory, EachTransport]
    public async Task In_a_transaction_it_counts_from_commit_on(Transport over)
    {
        await FillAsync(Queue, 1);
        await using var client = await ConnectAsync(over);
        await client.SendAsync($"SUBSCRIBE\nid:0\ndestination:{Queue}\nack:client\n\n\0");
        var ack = (await client.ExpectAsync("MESSAGE"))["ack"];

        await client.SendAsync($"BEGIN\ntransaction:t\n\n\0NACK\nid:{ack}\ntransaction:t\n\n\0");
        await client.FenceAsync();
        await client.SendAsync("COMMIT\ntransaction:t\n\n\0");

        Assert.Equal("true", (await client.ExpectAsync("MESSAGE"))["redelivered"]);
    }
}
