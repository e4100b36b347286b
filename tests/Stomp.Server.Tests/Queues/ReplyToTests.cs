using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Broker.Queues;
using Stomp.Server.Sessions;

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

    [Theory]
    [InlineData("")]
    [InlineData("transaction:t\n")]
    public async Task An_answer_to_somebody_who_has_gone_is_dropped_and_who_answers_goes_on(string transaction)
    {
        await using var app = await TestApp.StartAsync(options => options.AllowSendToBroker = true);
        var asking = await app.ConnectAsync();
        await using var answering = await app.ConnectAsync();
        await answering.SubscribeAsync("/queue/questions");
        await asking.SendAsync("SEND\ndestination:/queue/questions\nreply-to:/temp-queue/mine\n\nwho?\0");
        var address = (await answering.ExpectAsync("MESSAGE")).Headers["reply-to"];
        asking.Kill();
        await app.WhenSessionsAsync(1);

        await answering.SendAsync("BEGIN\ntransaction:t\n\n\0");
        await answering.SendAsync($"SEND\ndestination:{address}\n{transaction}\nme\0");
        await answering.SendAsync("COMMIT\ntransaction:t\nreceipt:1\n\n\0");

        Assert.Equal("1", (await answering.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
    }

    [Fact]
    public async Task Answers_that_wait_go_with_who_asked()
    {
        await using var app = await TestApp.StartAsync(options => (options.AllowSendToBroker, options.MaxQueuedBytes) = (true, 32 * 1024));
        var asking = await app.ConnectAsync();
        await using var answering = await app.ConnectAsync();
        await answering.SubscribeAsync("/queue/questions");
        await asking.SendAsync("SEND\ndestination:/queue/questions\nreply-to:/temp-queue/mine\n\nwho?\0");
        var address = (await answering.ExpectAsync("MESSAGE")).Headers["reply-to"];
        // More than the socket and the outbox of one that does not read take.
        var answer = $"SEND\ndestination:{address}\n\n{new string('x', 4000)}\0";
        for (var i = 0; i < 4000; i++) await answering.SendAsync(answer);
        await answering.SendAsync("SEND\ndestination:/topic/a\nreceipt:sent\n\n\0");
        await answering.ExpectAsync("RECEIPT");
        var queues = app.Services.GetRequiredService<QueueBroker>();
        Assert.Equal(2, queues.Count);

        asking.Kill();

        await Eventually.TrueAsync(() => queues.Count == 1);
        await Eventually.TrueAsync(() => app.Services.GetRequiredService<MemoryGauge>().Bytes == 0);
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
