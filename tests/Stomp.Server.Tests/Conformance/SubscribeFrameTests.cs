namespace Stomp.Server.Tests.Conformance;

/// <summary>"SUBSCRIBE".</summary>
public sealed class SubscribeFrameTests(OpenServer server) : ConformanceTests(server)
{
    // "the SUBSCRIBE frame requires a destination header"; "an id header MUST be included"; "If the server cannot successfully create the subscription, the
    // server MUST send the client an ERROR frame and then close the connection."
    [Theory]
    [EachTransport("destination:/topic/a", "'id'")]
    [EachTransport("id:0", "'destination'")]
    [EachTransport("id:0\ndestination:", "'destination'")]
    [EachTransport("id:0\ndestination:/elsewhere/a", "/topic, /queue or /user")]
    [EachTransport("id:0\ndestination:/topicx", "/topic, /queue or /user")]
    [EachTransport("id:0\ndestination:/topicx/a", "/topic, /queue or /user")]
    [EachTransport("id:0\ndestination:/topic", "/topic, /queue or /user")]
    [EachTransport("id:0\ndestination:/topic/", "/topic, /queue or /user")]
    [EachTransport("id:0\ndestination:/app/a", "There is no such destination")]
    [EachTransport("id:0\ndestination:/user/elsewhere/a", "/user/topic/news")]
    [EachTransport("id:0\ndestination:/queue/*", "no pattern")]
    [EachTransport("id:0\ndestination:/topic/a\nack:sometimes", "'ack'")]
    [EachTransport("id:0\ndestination:/topic/a\nack:CLIENT", "'ack'")]
    [EachTransport("id:0\ndestination:/topic/a\nack:", "'ack'")]
    [EachTransport("id:0\ndestination:/topic/a\nselector:a =", "'selector'")]
    [EachTransport("id:0\ndestination:/topic/a\nack:client\nprefetch-count:many", "'prefetch-count'")]
    public async Task What_cannot_be_subscribed_to_is_an_ERROR_that_says_why_and_the_end(Transport over, string headers, string why)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"SUBSCRIBE\nreceipt:r7\n{headers}\n\n\0");

        var error = await client.ExpectErrorAsync();
        Assert.Contains(why, error["message"]);
        Assert.Equal("r7", error["receipt-id"]);
    }

    [Theory, EachTransport]
    public async Task A_queue_too_many_is_an_ERROR_also_to_who_hears_of_refused_messages(Transport over)
    {
        await using var app = await TestApp.StartOpenAsync(options => options.MaxQueues = 1);
        await using var client = await RawStomp.ConnectAsync(app, over);
        await client.SubscribeAsync("/user/queue/errors", "errors");
        await client.SubscribeAsync("/queue/a", "a");

        await client.SendAsync("SUBSCRIBE\nid:b\ndestination:/queue/b\nreceipt:r\n\n\0");

        var error = await client.ExpectErrorAsync();
        Assert.Contains("queues", error["message"]);
        Assert.Equal("r", error["receipt-id"]);
    }

    // "Any messages received on the subscribed destination will henceforth be delivered as MESSAGE frames from the server to the client."
    [Theory, EachTransport]
    public async Task Messages_of_the_destination_are_delivered_and_no_others(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync($"SEND\ndestination:{Topic}/a\n\nno\0SEND\ndestination:{Topic}1\n\nno\0SEND\ndestination:{Topic}\n\nyes\0");

        Assert.Equal("yes", (await client.ExpectAsync("MESSAGE")).Text);
    }

    // "Since a single connection can have multiple open subscriptions with a server, an id header MUST be included in the frame to uniquely identify the subscription."
    [Theory, EachTransport]
    public async Task Many_subscriptions_to_one_topic_each_get_the_message(Transport over)
    {
        await using var client = await ConnectAsync(over);
        for (var i = 0; i < 100; i++) await client.SubscribeAsync(Topic, $"s{i}");

        await client.SendAsync($"SEND\ndestination:{Topic}\n\nhi\0");

        var messages = await client.ExpectMessagesAsync(100);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"s{i}").Order(), messages.Select(message => message["subscription"]).Order());
    }

    // "Within the same connection, different subscriptions MUST use different subscription identifiers."
    [Theory, EachTransport]
    public async Task An_id_in_use_is_refused_and_one_that_was_given_up_is_not(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);
        await client.SendAsync("UNSUBSCRIBE\nid:0\n\n\0");
        await client.SubscribeAsync(Queue);

        await client.SendAsync($"SUBSCRIBE\nid:0\ndestination:{Topic}\n\n\0");

        Assert.Contains("of this id already", (await client.ExpectErrorAsync())["message"]);
    }

    [Theory, EachTransport]
    public async Task Connections_do_not_share_their_ids(Transport over)
    {
        await using var one = await SubscribedAsync(over, Topic);
        await using var other = await SubscribedAsync(over, $"{Topic}/other");

        await one.SendAsync($"SEND\ndestination:{Topic}/other\n\nhi\0");

        Assert.Equal("0", (await other.ExpectAsync("MESSAGE"))["subscription"]);
        await one.FenceAsync();
    }

    // "If the header is not set, it defaults to auto." "the client does not need to send the server ACK frames for the messages it receives."
    [Theory]
    [EachTransport("")]
    [EachTransport("ack:auto\n")]
    public async Task Without_ack_the_mode_is_auto_and_nothing_comes_again(Transport over, string ack)
    {
        await FillAsync(Queue, 2);
        await using (var one = await ConnectAsync(over))
        {
            await one.SendAsync($"SUBSCRIBE\nid:0\ndestination:{Queue}\n{ack}\n\0");
            Assert.All(await one.ExpectMessagesAsync(2), message => Assert.Null(message["ack"]));
            await one.SendAsync("DISCONNECT\nreceipt:r\n\n\0");
            await one.ExpectReceiptAsync("r");
        }

        await using var other = await SubscribedAsync(over, Queue);
        await other.FenceAsync();
    }

    // "If the connection fails before a client sends an ACK frame for the message the server will assume the message has not been processed and MAY redeliver
    // the message to another client."
    [Theory]
    [EachTransport("client", true)]
    [EachTransport("client", false)]
    [EachTransport("client-individual", true)]
    [EachTransport("client-individual", false)]
    public async Task What_was_not_acknowledged_comes_again_marked_so_when_the_connection_goes(Transport over, string mode, bool killed)
    {
        await FillAsync(Queue, 2);
        var one = await ConnectAsync(over);
        await one.SendAsync($"SUBSCRIBE\nid:0\ndestination:{Queue}\nack:{mode}\n\n\0");
        Assert.All(await one.ExpectMessagesAsync(2), message => Assert.Null(message["redelivered"]));

        if (killed) one.Kill();
        else await one.SendAsync("DISCONNECT\n\n\0");
        await using var other = await ConnectAsync(over);
        await other.SendAsync($"SUBSCRIBE\nid:0\ndestination:{Queue}\n\n\0");

        var again = await other.ExpectMessagesAsync(2);
        Assert.Equal(["0", "1"], again.Select(message => message.Text));
        Assert.All(again, message => Assert.Equal("true", message["redelivered"]));
        await one.DisposeAsync();
    }

    [Theory, EachTransport]
    public async Task A_session_may_have_so_many_subscriptions_and_no_more(Transport over)
    {
        await using var client = await ConnectAsync(over);
        await client.SendAsync(string.Concat(Enumerable.Range(0, 1000).Select(i => $"SUBSCRIBE\nid:{i}\ndestination:{Topic}/{i}\n\n\0")));
        await client.FenceAsync();

        await client.SendAsync($"SUBSCRIBE\nid:last\ndestination:{Topic}\n\n\0");

        Assert.Contains("MaxSubscriptionsPerSession", (await client.ExpectErrorAsync())["message"]);
    }
}
