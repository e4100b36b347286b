namespace Stomp.Server.Tests.Conformance;

/// <summary>"ABORT".</summary>
public sealed class AbortFrameTests(OpenServer server) : ConformanceTests(server)
{
    // "The transaction header is REQUIRED and MUST specify the identifier of the transaction to abort."
    [Theory]
    [EachTransport("ABORT\nreceipt:r\n\n\0", "'transaction'")]
    [EachTransport("ABORT\ntransaction:never-begun\nreceipt:r\n\n\0", "no open transaction")]
    [EachTransport("BEGIN\ntransaction:t\n\n\0COMMIT\ntransaction:t\n\n\0ABORT\ntransaction:t\nreceipt:r\n\n\0", "no open transaction")]
    public async Task Without_an_open_transaction_it_is_an_ERROR(Transport over, string wire, string why)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync(wire);

        var error = await client.ExpectErrorAsync();
        Assert.Contains(why, error["message"]);
        Assert.Equal("r", error["receipt-id"]);
    }

    // "ABORT is used to roll back a transaction in progress."
    [Theory]
    [EachTransport("/topic/")]
    [EachTransport("/queue/")]
    public async Task What_was_sent_in_it_never_happened(Transport over, string prefix)
    {
        var destination = prefix + Topic[1..];
        await using var client = await SubscribedAsync(over, destination);

        await client.SendAsync($"BEGIN\ntransaction:t\n\n\0SEND\ndestination:{destination}\ntransaction:t\n\nno\0ABORT\ntransaction:t\n\n\0"
            + $"SEND\ndestination:{destination}\n\nyes\0");

        Assert.Equal("yes", (await client.ExpectAsync("MESSAGE")).Text);
        await client.FenceAsync();
    }

    [Theory, EachTransport]
    public async Task What_was_acknowledged_in_it_may_be_acknowledged_again(Transport over)
    {
        await FillAsync(Queue, 1);
        await using var client = await ConnectAsync(over);
        await client.SendAsync($"SUBSCRIBE\nid:0\ndestination:{Queue}\nack:client\n\n\0");
        var ack = (await client.ExpectAsync("MESSAGE"))["ack"];

        await client.SendAsync($"BEGIN\ntransaction:t\n\n\0ACK\nid:{ack}\ntransaction:t\n\n\0ABORT\ntransaction:t\n\n\0ACK\nid:{ack}\nreceipt:r\n\n\0");

        await client.ExpectReceiptAsync("r");
    }

    [Theory, EachTransport]
    public async Task A_SEND_may_not_join_what_was_aborted(Transport over)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"BEGIN\ntransaction:t\n\n\0ABORT\ntransaction:t\n\n\0SEND\ndestination:{Topic}\ntransaction:t\n\nno\0");

        Assert.Contains("no open transaction", (await client.ExpectErrorAsync())["message"]);
    }
}
