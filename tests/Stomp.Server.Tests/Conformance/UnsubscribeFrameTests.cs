namespace Stomp.Server.Tests.Conformance;

/// <summary>"UNSUBSCRIBE".</summary>
public sealed class UnsubscribeFrameTests(OpenServer server) : ConformanceTests(server)
{
    // "Once the subscription is removed the STOMP connections will no longer receive messages from that subscription."
    [Theory]
    [EachTransport("/topic/")]
    [EachTransport("/queue/")]
    public async Task Who_unsubscribed_gets_no_more_of_that_subscription(Transport over, string prefix)
    {
        var destination = prefix + Topic[1..];
        await using var client = await SubscribedAsync(over, destination);
        await client.SubscribeAsync(Topic, "other");
        await client.SendAsync($"SEND\ndestination:{destination}\n\n1\0");
        await client.ExpectAsync("MESSAGE");

        await client.SendAsync($"UNSUBSCRIBE\nid:0\n\n\0SEND\ndestination:{destination}\n\n2\0SEND\ndestination:{Topic}\n\n3\0");

        var next = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("3", "other"), (next.Text, next["subscription"]));
        await client.FenceAsync();
    }

    // "an id header MUST be included in the frame"; "This header MUST match the subscription identifier of an existing subscription."
    [Theory]
    [EachTransport("", "'id'")]
    [EachTransport("destination:/topic/a\n", "'id'")]
    [EachTransport("id:never\n", "no subscription of this id")]
    [EachTransport("id:0 \n", "no subscription of this id")]
    public async Task Without_the_id_of_a_subscription_it_is_an_ERROR(Transport over, string headers, string why)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync($"UNSUBSCRIBE\nreceipt:r\n{headers}\n\0");

        var error = await client.ExpectErrorAsync();
        Assert.Contains(why, error["message"]);
        Assert.Equal("r", error["receipt-id"]);
    }

    [Theory, EachTransport]
    public async Task A_subscription_ends_once(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync("UNSUBSCRIBE\nid:0\nreceipt:1\n\n\0UNSUBSCRIBE\nid:0\nreceipt:2\n\n\0");

        await client.ExpectReceiptAsync("1");
        Assert.Equal("2", (await client.ExpectErrorAsync())["receipt-id"]);
    }

    [Theory, EachTransport]
    public async Task What_it_held_unacknowledged_goes_to_others(Transport over)
    {
        await FillAsync(Queue, 1);
        await using var client = await ConnectAsync(over);
        await client.SendAsync($"SUBSCRIBE\nid:a\ndestination:{Queue}\nack:client\n\n\0");
        await client.ExpectAsync("MESSAGE");

        await client.SendAsync($"UNSUBSCRIBE\nid:a\n\n\0SUBSCRIBE\nid:b\ndestination:{Queue}\n\n\0");

        var again = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("b", "true"), (again["subscription"], again["redelivered"]));
    }
}
