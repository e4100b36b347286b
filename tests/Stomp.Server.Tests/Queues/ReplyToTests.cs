namespace Stomp.Server.Tests.Queues;

/// <summary>Request and reply by temporary queues, as in RabbitMQ.</summary>
public sealed class ReplyToTests
{
    [Fact]
    public async Task An_answer_reaches_who_asked()
    {
        await using var app = await TestApp.StartAsync(options => options.AllowSendToBroker = true);
        await using var asking = await app.ConnectAsync();
        await using var answering = await app.ConnectAsync();
        await answering.SubscribeAsync("/queue/questions");

        await asking.SendAsync("SEND\ndestination:/queue/questions\nreply-to:/temp-queue/mine\n\nwho?\0");
        var address = (await answering.ExpectAsync("MESSAGE")).Headers["reply-to"];
        await answering.SendAsync($"SEND\ndestination:{address}\n\nme\0");

        var answer = await asking.ExpectAsync("MESSAGE");
        Assert.Equal(("me", "/temp-queue/mine"), (answer.GetBodyText(), answer.Headers["subscription"]));
    }

    [Fact]
    public async Task An_answer_to_somebody_who_has_gone_is_refused()
    {
        await using var app = await TestApp.StartAsync(options => options.AllowSendToBroker = true);
        var asking = await app.ConnectAsync();
        await using var answering = await app.ConnectAsync();
        await answering.SubscribeAsync("/queue/questions");
        await asking.SendAsync("SEND\ndestination:/queue/questions\nreply-to:/temp-queue/mine\n\nwho?\0");
        var address = (await answering.ExpectAsync("MESSAGE")).Headers["reply-to"];
        asking.Kill();
        await app.WhenSessionsAsync(1);

        await answering.SendAsync($"SEND\ndestination:{address}\n\nme\0");

        Assert.Contains("Nobody waits", (await answering.ExpectAsync("ERROR")).Headers["message"]);
    }

    [Theory]
    [InlineData("/reply-queue/x")]
    [InlineData("/temp-queue/x")]
    public async Task Nobody_subscribes_to_a_reply_queue(string destination)
    {
        await using var app = await TestApp.StartAsync(options => options.AllowSendToBroker = true);
        await using var client = await app.ConnectAsync();

        await client.SendAsync($"SUBSCRIBE\nid:s\ndestination:{destination}\n\n\0");

        Assert.Contains("'destination'", (await client.ExpectAsync("ERROR")).Headers["message"]);
    }
}
