namespace Stomp.Server.Tests.Queues;

/// <summary>STOMP 1.2, "BEGIN", "COMMIT" and "ABORT".</summary>
public sealed class TransactionTests
{
    [Fact]
    public async Task Nothing_is_sent_before_commit_and_everything_after_in_order()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await client.SubscribeAsync("/topic/a");

        await client.SendAsync("BEGIN\ntransaction:t\n\n\0SEND\ndestination:/topic/a\ntransaction:t\n\n1\0SEND\ndestination:/topic/a\ntransaction:t\n\n2\0"
            + "SEND\ndestination:/topic/a\n\n0\0COMMIT\ntransaction:t\nreceipt:c\n\n\0");

        foreach (var body in (string[])["0", "1", "2"]) Assert.Equal(body, (await client.ExpectAsync("MESSAGE")).GetBodyText());
        await client.ExpectAsync("RECEIPT");
    }

    [Fact]
    public async Task What_was_aborted_never_happened()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await client.SubscribeAsync("/topic/a");

        await client.SendAsync("BEGIN\ntransaction:t\n\n\0SEND\ndestination:/topic/a\ntransaction:t\n\nno\0ABORT\ntransaction:t\n\n\0"
            + "SEND\ndestination:/topic/a\n\nyes\0");

        Assert.Equal("yes", (await client.ExpectAsync("MESSAGE")).GetBodyText());
    }

    [Fact]
    public async Task An_acknowledgement_counts_from_commit_on()
    {
        await using var app = await StartAsync();
        await app.Template.SendAsync("/queue/a", "hi");
        var one = await app.ConnectAsync();
        await one.SendAsync("SUBSCRIBE\nid:s\ndestination:/queue/a\nack:client\n\n\0");
        var ack = (await one.ExpectAsync("MESSAGE")).Headers["ack"];
        await one.SendAsync($"BEGIN\ntransaction:t\n\n\0ACK\nid:{ack}\ntransaction:t\nreceipt:r\n\n\0");
        await one.ExpectAsync("RECEIPT");

        one.Kill();
        await using var other = await app.ConnectAsync();
        await other.SendAsync("SUBSCRIBE\nid:s\ndestination:/queue/a\nack:client\n\n\0");
        var again = await other.ExpectAsync("MESSAGE");
        await other.SendAsync($"BEGIN\ntransaction:t\n\n\0ACK\nid:{again.Headers["ack"]}\ntransaction:t\n\n\0COMMIT\ntransaction:t\nreceipt:r\n\n\0");

        Assert.Equal("r", (await other.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
    }

    [Fact]
    public async Task An_aborted_acknowledgement_leaves_the_message_to_be_acknowledged()
    {
        await using var app = await StartAsync();
        await app.Template.SendAsync("/queue/a", "hi");
        await using var client = await app.ConnectAsync();
        await client.SendAsync("SUBSCRIBE\nid:s\ndestination:/queue/a\nack:client\n\n\0");
        var ack = (await client.ExpectAsync("MESSAGE")).Headers["ack"];

        await client.SendAsync($"BEGIN\ntransaction:t\n\n\0ACK\nid:{ack}\ntransaction:t\n\n\0ABORT\ntransaction:t\n\n\0ACK\nid:{ack}\nreceipt:r\n\n\0");

        await client.ExpectAsync("RECEIPT");
    }

    [Fact]
    public async Task A_commit_that_a_full_queue_refuses_does_nothing_at_all()
    {
        await using var app = await StartAsync(options => options.MaxQueueMessages = 1);
        await using var client = await app.ConnectAsync();
        await client.SubscribeAsync("/user/queue/errors", "errors");

        await client.SendAsync("BEGIN\ntransaction:t\n\n\0SEND\ndestination:/queue/a\ntransaction:t\n\n1\0SEND\ndestination:/queue/a\ntransaction:t\n\n2\0"
            + "COMMIT\ntransaction:t\nreceipt:c\n\n\0");
        Assert.Equal("c", (await client.ExpectAsync("MESSAGE")).Headers["receipt-id"]);
        await client.SendAsync("SEND\ndestination:/queue/a\n\nalone\0SUBSCRIBE\nid:s\ndestination:/queue/a\n\n\0");

        Assert.Equal("alone", (await client.ExpectAsync("MESSAGE")).GetBodyText());
    }

    [Theory]
    [InlineData("BEGIN\n\n\0", "'transaction'")]
    [InlineData("BEGIN\ntransaction:t\n\n\0BEGIN\ntransaction:t\n\n\0", "already")]
    [InlineData("COMMIT\ntransaction:t\n\n\0", "no open transaction")]
    [InlineData("ABORT\ntransaction:t\n\n\0", "no open transaction")]
    [InlineData("SEND\ndestination:/topic/a\ntransaction:t\n\n\0", "no open transaction")]
    [InlineData("BEGIN\ntransaction:a\n\n\0BEGIN\ntransaction:b\n\n\0BEGIN\ntransaction:c\n\n\0", "MaxTransactionsPerSession")]
    [InlineData("BEGIN\ntransaction:t\n\n\0SEND\ndestination:/topic/a\ntransaction:t\n\n\0SEND\ndestination:/topic/a\ntransaction:t\n\n\0"
        + "SEND\ndestination:/topic/a\ntransaction:t\n\n\0", "MaxActionsPerTransaction")]
    [InlineData("BEGIN\ntransaction:t\n\n\0SEND\ndestination:/topic/a\ntransaction:t\n\n12345678901\0", "MaxTransactionBytes")]
    public async Task A_fault_is_an_error_that_names_it(string wire, string fault)
    {
        await using var app = await StartAsync(options =>
        {
            options.MaxTransactionsPerSession = 2;
            options.MaxActionsPerTransaction = 2;
            options.MaxTransactionBytes = 10;
        });
        await using var client = await app.ConnectAsync();

        await client.SendAsync(wire);

        Assert.Contains(fault, (await client.ExpectAsync("ERROR")).Headers["message"]);
    }

    private static Task<TestApp> StartAsync(Action<StompOptions>? configure = null) => TestApp.StartAsync(options =>
    {
        options.AllowSendToBroker = true;
        configure?.Invoke(options);
    });
}
