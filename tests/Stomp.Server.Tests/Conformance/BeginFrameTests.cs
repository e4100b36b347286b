namespace Stomp.Server.Tests.Conformance;

/// <summary>"BEGIN".</summary>
public sealed class BeginFrameTests(OpenServer server) : ConformanceTests(server)
{
    // "The transaction header is REQUIRED"; "Within the same connection, different transactions MUST use different transaction identifiers."
    [Theory]
    [EachTransport("BEGIN\nreceipt:r\n\n\0", "'transaction'")]
    [EachTransport("BEGIN\ntransaction:t\n\n\0BEGIN\nreceipt:r\ntransaction:t\n\n\0", "already")]
    public async Task Without_an_identifier_of_its_own_it_is_an_ERROR(Transport over, string wire, string why)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync(wire);

        var error = await client.ExpectErrorAsync();
        Assert.Contains(why, error["message"]);
        Assert.Equal("r", error["receipt-id"]);
    }

    // "any messages sent or acknowledged during a transaction will be processed atomically based on the transaction."
    [Theory, EachTransport]
    public async Task Transactions_may_overlap_and_each_has_its_own_frames(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync($"BEGIN\ntransaction:a\n\n\0BEGIN\ntransaction:b\n\n\0SEND\ndestination:{Topic}\ntransaction:a\n\na1\0"
            + $"SEND\ndestination:{Topic}\ntransaction:b\n\nb1\0SEND\ndestination:{Topic}\ntransaction:a\n\na2\0SEND\ndestination:{Topic}\n\nnow\0"
            + "COMMIT\ntransaction:b\n\n\0COMMIT\ntransaction:a\n\n\0");

        Assert.Equal(["now", "b1", "a1", "a2"], (await client.ExpectMessagesAsync(4)).Select(message => message.Text));
    }

    [Theory, EachTransport]
    public async Task An_identifier_may_be_used_again_when_its_transaction_is_over(Transport over)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync("BEGIN\ntransaction:t\n\n\0COMMIT\ntransaction:t\n\n\0BEGIN\ntransaction:t\n\n\0ABORT\ntransaction:t\n\n\0"
            + "BEGIN\ntransaction:t\nreceipt:r\n\n\0");

        await client.ExpectReceiptAsync("r");
    }

    [Theory, EachTransport]
    public async Task Connections_do_not_share_their_identifiers(Transport over)
    {
        await using var one = await ConnectAsync(over);
        await using var other = await ConnectAsync(over);
        await one.SendAsync("BEGIN\ntransaction:t\nreceipt:r\n\n\0");
        await one.ExpectReceiptAsync("r");

        await other.SendAsync("COMMIT\ntransaction:t\n\n\0");

        Assert.Contains("no open transaction", (await other.ExpectErrorAsync())["message"]);
    }

    // "Any started transactions which have not been committed will be implicitly aborted if the client sends a DISCONNECT frame or if the TCP connection fails
    // for any reason."
    [Theory]
    [EachTransport(true)]
    [EachTransport(false)]
    public async Task What_was_not_committed_is_aborted_when_the_session_ends(Transport over, bool killed)
    {
        await using var other = await SubscribedAsync(over, Topic);
        await using var client = await ConnectAsync(over);
        await client.SendAsync($"BEGIN\ntransaction:t\n\n\0SEND\ndestination:{Topic}\ntransaction:t\nreceipt:r\n\nno\0");
        await client.ExpectReceiptAsync("r");

        if (killed)
        {
            client.Kill();
        }
        else
        {
            await client.SendAsync("DISCONNECT\nreceipt:bye\n\n\0");
            await client.ExpectReceiptAsync("bye");
            Assert.Null(await client.TryReceiveAsync());
        }

        await other.FenceAsync();
    }

    [Theory]
    [EachTransport("BEGIN\ntransaction:a\n\n\0BEGIN\ntransaction:b\n\n\0BEGIN\ntransaction:c\n\n\0", "MaxTransactionsPerSession")]
    [EachTransport("BEGIN\ntransaction:t\n\n\0SEND\ndestination:/topic/a\ntransaction:t\n\n\0SEND\ndestination:/topic/a\ntransaction:t\n\n\0"
        + "SEND\ndestination:/topic/a\ntransaction:t\n\n\0", "MaxActionsPerTransaction")]
    [EachTransport("BEGIN\ntransaction:t\n\n\0SEND\ndestination:/topic/a\ntransaction:t\n\n12345678901\0", "MaxTransactionBytes")]
    public async Task A_limit_that_is_exceeded_is_an_ERROR_that_names_it(Transport over, string wire, string limit)
    {
        await using var app = await TestApp.StartOpenAsync(options =>
            (options.MaxTransactionsPerSession, options.MaxActionsPerTransaction, options.MaxTransactionBytes) = (2, 2, 10));
        await using var client = await RawStomp.ConnectAsync(app, over);

        await client.SendAsync(wire);

        Assert.Contains(limit, (await client.ExpectErrorAsync())["message"]);
    }
}
