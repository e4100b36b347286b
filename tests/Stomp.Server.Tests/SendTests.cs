namespace Stomp.Server.Tests;

/// <summary>STOMP 1.2, "SEND" and "MESSAGE".</summary>
public sealed class SendTests
{
    [Theory]
    [InlineData("SEND\n\nhi\0", "'destination'")]
    [InlineData("SEND\ndestination:/elsewhere/a\n\nhi\0", "begins with /app, /topic, /queue")]
    [InlineData("SEND\ndestination:/topicx/a\n\nhi\0", "begins with /app, /topic, /queue")]
    [InlineData("SEND\ndestination:topic/a\n\nhi\0", "begins with /app, /topic, /queue")]
    [InlineData("SEND\ndestination:/topic/*\n\nhi\0", "not to a pattern")]
    [InlineData("SEND\ndestination:/user/queue/a\n\nhi\0", "user destinations")]
    [InlineData("SEND\ndestination:/user/bob/queue/a\n\nhi\0", "user destinations")]
    [InlineData("SEND\ndestination:/queue/*\n\nhi\0", "not to a pattern")]
    [InlineData("ACK\nid:1\n\n\0", "no unacknowledged message")]
    [InlineData("NACK\nid:1\n\n\0", "no unacknowledged message")]
    [InlineData("MESSAGE\ndestination:/topic/a\n\nhi\0", "one of servers")]
    [InlineData("RECEIPT\nreceipt-id:1\n\n\0", "one of servers")]
    public async Task A_frame_that_cannot_be_followed_is_an_error_that_says_why(string frame, string why)
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync(frame.Insert(frame.IndexOf('\n', StringComparison.Ordinal) + 1, "receipt:r7\n"));

        var error = await client.ExpectErrorAsync();
        Assert.Contains(why, error.Headers["message"]);
        Assert.Equal("r7", error.Headers["receipt-id"]);
        Assert.Equal("text/plain;charset=utf-8", error.Headers["content-type"]);
        Assert.Equal(error.Headers["message"] + "\n", error.GetBodyText());
    }

    [Fact]
    public async Task Clients_may_not_send_to_the_broker_unless_that_is_allowed()
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SEND\ndestination:/topic/a\n\nhi\0");

        Assert.Contains("AllowSendToBroker", (await client.ExpectErrorAsync()).Headers["message"]);
    }

    [Fact]
    public async Task A_message_carries_the_senders_headers_in_their_order_behind_the_servers_own()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var client = await app.SubscribedAsync("/topic/a", "s");

        await client.SendAsync("SEND\nz:1\ndestination:/topic/a\na:\nz:2\ncontent-type:text/x\nmessage-id:mine\nsubscription:mine\nack:mine\n"
            + "passcode:secret\ncontent-length:6\nb: 3 \n\n녕\0it\0");

        var wire = await client.ReceiveRawAsync();
        var id = wire.Split("message-id:")[1].Split('\n')[0];
        Assert.Equal($"MESSAGE\ndestination:/topic/a\ncontent-type:text/x\nsubscription:s\nmessage-id:{id}\ncontent-length:6\nz:1\na:\nb: 3 \n\n녕\0it\0", wire);
    }

    [Fact]
    public async Task Message_ids_are_never_the_same()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var client = await app.SubscribedAsync("/topic/a");
        for (var i = 0; i < 100; i++) await client.SendAsync("SEND\ndestination:/topic/a\n\nhi\0");

        var ids = new HashSet<string?>();
        for (var i = 0; i < 100; i++) Assert.True(ids.Add((await client.ExpectAsync("MESSAGE")).Headers["message-id"]));
    }

    [Fact]
    public async Task Every_frame_that_asks_for_a_receipt_gets_it_once_handled()
    {
        var gate = new Gate();
        await using var app = await TestApp.StartOpenAsync(stomp: stomp => stomp.AddMessageController<GateController>().Add(gate));
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SUBSCRIBE\nid:0\ndestination:/topic/a\nreceipt:안\\c1\n\n\0SEND\ndestination:/app/wait\nreceipt:2\n\n\0"
            + "UNSUBSCRIBE\nid:0\nreceipt:3\n\n\0SEND\ndestination:/topic/a\nreceipt:4\n\n\0DISCONNECT\nreceipt:5\n\n\0");

        Assert.Equal("안:1", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        await gate.Entered;
        var next = client.ExpectAsync("RECEIPT");
        Assert.False(next.IsCompleted);
        gate.Open();
        Assert.Equal("2", (await next).Headers["receipt-id"]);
        for (var i = 3; i <= 5; i++) Assert.Equal($"{i}", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
    }
}
