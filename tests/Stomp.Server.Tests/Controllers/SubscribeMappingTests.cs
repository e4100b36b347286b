namespace Stomp.Server.Tests;

/// <summary>SUBSCRIBE to a destination of the application.</summary>
public sealed class SubscribeMappingTests
{
    private static Task<TestApp> StartAsync(Action<StompOptions>? options = null) =>
        TestApp.StartAsync(options, stomp => stomp.AddMessageController<SubscribedController>().Add(new StreamLog()));

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.1")]
    [InlineData("1.2")]
    public async Task The_result_goes_to_that_subscription_and_the_receipt_follows(string version)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync(version);
        await using var other = await app.ConnectAsync();

        await client.SendAsync("SUBSCRIBE\nid:s1\ndestination:/app/sub/rooms/42\nreceipt:r\n\n\0");

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("/app/sub/rooms/42", "s1", "application/json"),
            (message.Headers["destination"], message.Headers["subscription"], message.Headers["content-type"]));
        Assert.NotNull(message.Headers["message-id"]);
        Assert.Equal("{\"text\":\"welcome to 42\"}", message.GetBodyText());
        Assert.Equal("r", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        await client.FenceAsync();
        await other.FenceAsync();
    }

    [Fact]
    public async Task A_result_that_comes_later_comes_before_the_receipt_too()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SUBSCRIBE\nid:s1\ndestination:/app/sub/later\nreceipt:r\n\n\0");

        Assert.Equal("{\"text\":\"later\"}", await client.ReceiveBodyAsync());
        await client.ExpectAsync("RECEIPT");
    }

    [Fact]
    public async Task Null_is_no_message()
    {
        await using var app = await StartAsync();
        await using var client = await app.SubscribedAsync("/app/sub/nothing");

        await client.FenceAsync();
    }

    [Fact]
    public async Task With_SendTo_the_result_goes_through_the_broker()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await using var other = await app.SubscribedAsync("/topic/sent");

        await client.SubscribeAsync("/app/sub/sent");

        Assert.Equal("sent", await other.ReceiveBodyAsync());
        await client.FenceAsync();
    }

    [Fact]
    public async Task The_id_is_taken_until_UNSUBSCRIBE()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        for (var i = 0; i < 2; i++)
        {
            await client.SendAsync("SUBSCRIBE\nid:s1\ndestination:/app/sub/rooms/42\n\n\0");
            await client.ReceiveBodyAsync();
            await client.SendAsync("UNSUBSCRIBE\nid:s1\nreceipt:r\n\n\0");
            await client.ExpectAsync("RECEIPT");
        }

        await client.SendAsync("SUBSCRIBE\nid:s1\ndestination:/app/sub/rooms/42\n\n\0SUBSCRIBE\nid:s1\ndestination:/app/sub/rooms/42\n\n\0");

        await client.ReceiveBodyAsync();
        Assert.Contains("a subscription of this id already", (await client.ExpectErrorAsync()).Headers["message"]);
    }

    [Theory]
    [InlineData("/app/nowhere", "There is no such destination, or it is not open to you.")]
    [InlineData("/app/sub/count/3", "There is no such destination, or it is not open to you.")]
    [InlineData("/app/sub/refused", "not for you")]
    public async Task A_subscription_that_nobody_answers_is_refused_and_is_none(string destination, string told)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await using var listening = await app.SubscribedAsync("/user/queue/errors");

        foreach (var sender in new[] { client, listening }) await sender.SendAsync($"SUBSCRIBE\nid:s1\ndestination:{destination}\nreceipt:r\n\n\0");

        var error = await client.ExpectErrorAsync();
        Assert.Equal((told, "r"), (error.Headers["message"], error.Headers["receipt-id"]));
        var problem = await listening.ExpectAsync("MESSAGE");
        Assert.Equal("r", problem.Headers["receipt-id"]);
        Assert.Contains("\"subscription\":\"s1\"", problem.GetBodyText(), StringComparison.Ordinal);
        await listening.SendAsync("SUBSCRIBE\nid:s1\ndestination:/app/sub/rooms/1\n\n\0");
        await listening.ReceiveBodyAsync();
    }

    [Fact]
    public async Task A_SEND_finds_no_subscribe_mapping()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SEND\ndestination:/app/sub/rooms/1\n\n\0");

        Assert.Contains("There is no such destination", (await client.ExpectErrorAsync()).Headers["message"]);
    }
}
