using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Sessions;

namespace Stomp.Server.Tests.Conformance;

/// <summary>"COMMIT".</summary>
public sealed class CommitFrameTests(OpenServer server) : ConformanceTests(server)
{
    // "The transaction header is REQUIRED and MUST specify the identifier of the transaction to commit."
    [Theory]
    [EachTransport("COMMIT\nreceipt:r\n\n\0", "'transaction'")]
    [EachTransport("COMMIT\ntransaction:never-begun\nreceipt:r\n\n\0", "no open transaction")]
    [EachTransport("BEGIN\ntransaction:t\n\n\0ABORT\ntransaction:t\n\n\0COMMIT\ntransaction:t\nreceipt:r\n\n\0", "no open transaction")]
    [EachTransport("BEGIN\ntransaction:t\n\n\0COMMIT\ntransaction:t\n\n\0COMMIT\ntransaction:t\nreceipt:r\n\n\0", "no open transaction")]
    public async Task Without_an_open_transaction_it_is_an_ERROR(Transport over, string wire, string why)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync(wire);

        var error = await client.ExpectErrorAsync();
        Assert.Contains(why, error["message"]);
        Assert.Equal("r", error["receipt-id"]);
    }

    // "any messages sent or acknowledged during a transaction will be processed atomically based on the transaction."
    [Theory]
    [EachTransport("/topic/")]
    [EachTransport("/queue/")]
    public async Task Nothing_is_sent_before_it_and_everything_after_in_order(Transport over, string prefix)
    {
        var destination = prefix + Topic[1..];
        await using var client = await SubscribedAsync(over, destination);
        await client.SendAsync($"BEGIN\ntransaction:t\n\n\0SEND\ndestination:{destination}\ntransaction:t\nx:1\n\n1\0SEND\ndestination:{destination}\ntransaction:t\n\n2\0");
        await client.FenceAsync();

        await client.SendAsync($"SEND\ndestination:{destination}\n\n0\0COMMIT\ntransaction:t\nreceipt:c\n\n\0");

        var messages = await client.ExpectMessagesAsync(3);
        Assert.Equal(["0", "1", "2"], messages.Select(message => message.Text));
        Assert.Equal("1", messages[1]["x"]);
        Assert.All(messages, message => Assert.Null(message["transaction"]));
        await client.ExpectReceiptAsync("c");
    }

    [Theory, EachTransport]
    public async Task One_that_a_full_queue_refuses_does_nothing_at_all(Transport over)
    {
        await using var app = await TestApp.StartOpenAsync(options => options.MaxQueueMessages = 1);
        await using var client = await RawStomp.ConnectAsync(app, over);
        await client.SubscribeAsync("/user/queue/errors", "errors");

        await client.SendAsync("BEGIN\ntransaction:t\n\n\0SEND\ndestination:/queue/a\ntransaction:t\n\n1\0SEND\ndestination:/queue/a\ntransaction:t\n\n2\0"
            + "COMMIT\ntransaction:t\nreceipt:c\n\n\0");
        Assert.Equal("c", (await client.ExpectAsync("MESSAGE"))["receipt-id"]);
        await client.SendAsync("SEND\ndestination:/queue/a\n\nalone\0SUBSCRIBE\nid:s\ndestination:/queue/a\n\n\0");

        Assert.Equal("alone", (await client.ExpectAsync("MESSAGE")).Text);
    }

    [Theory, EachTransport]
    public async Task One_whose_session_ends_while_it_waits_gives_its_room_in_queues_back(Transport over)
    {
        await using var app = await TestApp.StartOpenAsync(
            options => (options.MaxQueueMessages, options.MaxTotalQueuedBytes) = (1, 1 << 16),
            stomp => stomp.AddMessageController<FillingController>());
        await using var client = await RawStomp.ConnectAsync(app, over);

        // Its controller fills the server, so that the next message for a controller waits for room.
        await client.SendAsync("BEGIN\ntransaction:t\n\n\0SEND\ndestination:/queue/a\ntransaction:t\n\nno\0SEND\ndestination:/app/fill\ntransaction:t\n\n\0"
            + "SEND\ndestination:/app/fill\ntransaction:t\n\n\0COMMIT\ntransaction:t\n\n\0");
        await using var other = await RawStomp.ConnectAsync(app, over);
        await Eventually.TrueAsync(() => app.Services.GetRequiredService<MemoryGauge>().IsHigh);
        client.Kill();
        await app.WhenSessionsAsync(1);
        await other.SendAsync("SUBSCRIBE\nid:full\ndestination:/queue/full\n\n\0");
        await other.ExpectAsync("MESSAGE");

        await other.SendAsync("SEND\ndestination:/queue/a\nreceipt:fits\n\nyes\0");

        await other.ExpectReceiptAsync("fits");
        await other.SendAsync("SUBSCRIBE\nid:a\ndestination:/queue/a\n\n\0");
        Assert.Equal("yes", (await other.ExpectAsync("MESSAGE")).Text);
    }
}
