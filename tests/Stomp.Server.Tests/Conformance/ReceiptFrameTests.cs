namespace Stomp.Server.Tests.Conformance;

/// <summary>"RECEIPT" and the standard header "receipt".</summary>
public sealed class ReceiptFrameTests(OpenServer server) : ConformanceTests(server)
{
    // "Any client frame other than CONNECT MAY specify a receipt header with an arbitrary value. This will cause the server to acknowledge the processing of
    // the client frame with a RECEIPT frame."
    [Theory, EachTransport]
    public async Task Every_frame_that_asks_for_a_receipt_gets_it_in_order(Transport over)
    {
        await FillAsync(Queue, 2);
        await using var client = await ConnectAsync(over);
        await client.SendAsync($"SUBSCRIBE\nid:q\ndestination:{Queue}\nack:client-individual\n\n\0");
        var messages = await client.ExpectMessagesAsync(2);

        await client.SendAsync($"SUBSCRIBE\nid:0\ndestination:{Topic}\nreceipt:SUBSCRIBE\n\n\0"
            + "UNSUBSCRIBE\nid:0\nreceipt:UNSUBSCRIBE\n\n\0"
            + $"ACK\nid:{messages[0]["ack"]}\nreceipt:ACK\n\n\0"
            + $"NACK\nid:{messages[1]["ack"]}\nreceipt:NACK\n\n\0"
            + $"SEND\ndestination:{Topic}\nreceipt:SEND\n\nhi\0"
            + "BEGIN\ntransaction:t\nreceipt:BEGIN\n\n\0"
            + $"SEND\ndestination:{Topic}\ntransaction:t\nreceipt:SEND-t\n\nhi\0"
            + "COMMIT\ntransaction:t\nreceipt:COMMIT\n\n\0"
            + "BEGIN\ntransaction:t\n\n\0ABORT\ntransaction:t\nreceipt:ABORT\n\n\0"
            + "DISCONNECT\nreceipt:DISCONNECT\n\n\0");

        foreach (var id in (string[])["SUBSCRIBE", "UNSUBSCRIBE", "ACK"]) await client.ExpectReceiptAsync(id);
        // The message comes again before the frame that gave it back is told to be handled.
        await client.ExpectAsync("MESSAGE");
        foreach (var id in (string[])["NACK", "SEND", "BEGIN", "SEND-t", "COMMIT", "ABORT", "DISCONNECT"]) await client.ExpectReceiptAsync(id);
    }

    // "A RECEIPT frame MUST include the header receipt-id, where the value is the value of the receipt header in the frame which this is a receipt for."
    [Theory]
    [EachTransport("message-12345")]
    [EachTransport(@"\c\n\r\\")]
    [EachTransport("영수증 😀")]
    [EachTransport(" spaced ")]
    [EachTransport("")]
    public async Task It_carries_receipt_id_alone_with_any_value(Transport over, string id)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"SEND\ndestination:{Topic}\nreceipt:{id}\n\nhi\0");

        var receipt = await client.ExpectAsync("RECEIPT");
        Assert.Equal($"RECEIPT\nreceipt-id:{id}", receipt.Head);
        Assert.Empty(receipt.Body);
    }

    [Theory, EachTransport]
    public async Task Two_frames_may_ask_for_the_same_receipt(Transport over)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"SEND\ndestination:{Topic}\nreceipt:r\n\n1\0SEND\ndestination:{Topic}\nreceipt:r\n\n2\0");

        await client.ExpectReceiptAsync("r");
        await client.ExpectReceiptAsync("r");
    }

    [Theory, EachTransport]
    public async Task Who_asks_for_none_gets_none(Transport over)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"SUBSCRIBE\nid:0\ndestination:{Topic}/a\n\n\0UNSUBSCRIBE\nid:0\n\n\0SEND\ndestination:{Topic}\n\nhi\0BEGIN\ntransaction:t\n\n\0"
            + "ABORT\ntransaction:t\n\n\0");

        await client.FenceAsync();
    }

    // "A RECEIPT frame is an acknowledgment that the corresponding client frame has been processed by the server."
    [Theory, EachTransport]
    public async Task It_comes_once_the_frame_has_been_processed_and_not_before(Transport over)
    {
        var gate = new Gate();
        await using var app = await TestApp.StartOpenAsync(stomp: stomp => stomp.AddMessageController<GateController>().Add(gate));
        await using var client = await RawStomp.ConnectAsync(app, over);

        await client.SendAsync("SEND\ndestination:/app/wait\nreceipt:1\n\n\0SEND\ndestination:/topic/a\nreceipt:2\n\n\0");

        await gate.Entered;
        var next = client.ExpectReceiptAsync("1");
        Assert.False(next.IsCompleted);
        gate.Open();
        await next;
        await client.ExpectReceiptAsync("2");
    }

    // "If the client disconnects, previously received frames SHOULD continue to get processed by the server."
    [Theory, EachTransport]
    public async Task Frames_received_before_the_client_went_are_processed(Transport over)
    {
        await using var other = await SubscribedAsync(over, Topic);
        await using var client = await ConnectAsync(over);

        await client.SendAsync(string.Concat(Enumerable.Range(0, 100).Select(i => $"SEND\ndestination:{Topic}\n\n{i}\0")));
        await client.FinishAsync();

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), (await other.ExpectMessagesAsync(100)).Select(message => message.Text));
    }
}
