namespace Stomp.Server.Tests.Conformance;

/// <summary>"DISCONNECT".</summary>
public sealed class DisconnectFrameTests(OpenServer server) : ConformanceTests(server)
{
    // "send a DISCONNECT frame with a receipt header set; wait for the RECEIPT frame response to the DISCONNECT; close the socket."
    [Theory, EachTransport]
    public async Task With_a_receipt_it_is_answered_and_then_the_connection_ends(Transport over)
    {
        await using var app = await TestApp.StartAsync();
        await using (var client = await RawStomp.ConnectAsync(app, over))
        {
            await client.SendAsync("DISCONNECT\nreceipt:77\n\n\0");

            await client.ExpectReceiptAsync("77");
            Assert.Null(await client.TryReceiveAsync());
            Assert.Equal(over == Transport.WebSocket ? 1000 : null, client.CloseCode);
        }

        await app.WhenSessionsAsync(0);
    }

    [Theory, EachTransport]
    public async Task Without_a_receipt_the_connection_just_ends(Transport over)
    {
        await using var app = await TestApp.StartAsync();
        await using (var client = await RawStomp.ConnectAsync(app, over))
        {
            await client.SendAsync("DISCONNECT\n\n\0");

            Assert.Null(await client.TryReceiveAsync());
            Assert.Equal(over == Transport.WebSocket ? 1000 : null, client.CloseCode);
        }

        await app.WhenSessionsAsync(0);
    }

    // "where the client is assured that all previous frames have been received by the server"
    [Theory, EachTransport]
    public async Task Its_receipt_stands_behind_all_that_was_asked_for_before(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync(string.Concat(Enumerable.Range(0, 200).Select(i => $"SEND\ndestination:{Topic}\nreceipt:{i}\n\n{i}\0"))
            + "DISCONNECT\nreceipt:bye\n\n\0");

        for (var i = 0; i < 200; i++)
        {
            Assert.Equal($"{i}", (await client.ExpectAsync("MESSAGE")).Text);
            await client.ExpectReceiptAsync($"{i}");
        }

        await client.ExpectReceiptAsync("bye");
    }

    // "Clients MUST NOT send any more frames after the DISCONNECT frame is sent."
    [Theory, EachTransport]
    public async Task What_follows_it_is_not_handled(Transport over)
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var other = await RawStomp.ConnectAsync(app, over);
        await other.SubscribeAsync("/topic/a");
        await using (var client = await RawStomp.ConnectAsync(app, over))
        {
            await client.SendAsync("DISCONNECT\nreceipt:1\n\n\0SEND\ndestination:/topic/a\nreceipt:2\n\nlate\0garbage");
            await client.SendAsync("SEND\ndestination:/topic/a\n\nlater\0");

            await client.ExpectReceiptAsync("1");
            Assert.Null(await client.TryReceiveAsync());
        }

        await app.WhenSessionsAsync(1);
        await other.FenceAsync();
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains("refused", StringComparison.Ordinal));
    }

    // "A client can disconnect from the server at anytime by closing the socket but there is no guarantee that the previously sent frames have been received."
    [Theory]
    [EachTransport(true)]
    [EachTransport(false)]
    public async Task A_client_may_go_without_it(Transport over, bool killed)
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var client = await RawStomp.ConnectAsync(app, over);
        await client.SubscribeAsync("/topic/a");
        await client.SubscribeAsync("/queue/a", "1");

        if (killed)
        {
            client.Kill();
        }
        else
        {
            await client.FinishAsync();
            Assert.Null(await client.TryReceiveAsync());
            await client.DisposeAsync();
        }

        await app.WhenSessionsAsync(0);
    }
}
