namespace Stomp.Server.Tests.Queues;

/// <summary>STOMP 1.2, "ACK" and "NACK", with what 1.0 and 1.1 say differently.</summary>
public sealed class AcknowledgementTests
{
    [Fact]
    public async Task What_was_not_acknowledged_comes_again_marked_when_the_session_ends()
    {
        await using var app = await StartAsync();
        await SendAsync(app, 3);
        var one = await app.ConnectAsync();
        await one.SendAsync(Subscribe("client-individual"));
        var second = (await MessagesAsync(one, 3))[1];
        await one.SendAsync($"ACK\nid:{second.Headers["ack"]}\nreceipt:1\n\n\0");
        await one.ExpectAsync("RECEIPT");

        one.Kill();
        await using var other = await app.ConnectAsync();
        await other.SendAsync(Subscribe("auto"));

        var again = await MessagesAsync(other, 2);
        Assert.Equal(["0", "2"], again.Select(message => message.GetBodyText()));
        Assert.All(again, message => Assert.Equal("true", message.Headers["redelivered"]));
    }

    [Fact]
    public async Task An_acknowledgement_in_client_mode_covers_what_came_before()
    {
        await using var app = await StartAsync();
        await SendAsync(app, 5);
        var one = await app.ConnectAsync();
        await one.SendAsync(Subscribe("client"));
        var third = (await MessagesAsync(one, 5))[2];
        await one.SendAsync($"ACK\nid:{third.Headers["ack"]}\nreceipt:1\n\n\0");
        await one.ExpectAsync("RECEIPT");

        one.Kill();
        await using var other = await app.ConnectAsync();
        await other.SendAsync(Subscribe("auto"));

        Assert.Equal(["3", "4"], (await MessagesAsync(other, 2)).Select(message => message.GetBodyText()));
    }

    [Fact]
    public async Task A_message_that_is_nacked_comes_again_to_its_place()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await client.SendAsync(Subscribe("client-individual", "prefetch-count:2\n"));
        await SendAsync(app, 3);
        var first = (await MessagesAsync(client, 2))[0];

        await client.SendAsync($"NACK\nid:{first.Headers["ack"]}\n\n\0");

        var again = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("0", "true"), (again.GetBodyText(), again.Headers["redelivered"]));
    }

    [Fact]
    public async Task No_more_is_held_than_the_prefetch_count_allows()
    {
        await using var app = await StartAsync();
        await SendAsync(app, 4);
        await using var client = await app.ConnectAsync();
        await client.SendAsync(Subscribe("client-individual", "prefetch-count:1\nreceipt:s\n"));

        // The receipt stands behind everything that the subscription was given.
        var first = await client.ExpectAsync("MESSAGE");
        await client.ExpectAsync("RECEIPT");
        await client.SendAsync($"ACK\nid:{first.Headers["ack"]}\n\n\0");

        Assert.Equal("1", (await client.ExpectAsync("MESSAGE")).GetBodyText());
    }

    [Fact]
    public async Task A_message_that_nobody_takes_goes_to_the_dead_letters()
    {
        await using var app = await StartAsync(options => options.MaxDeliveries = 2);
        app.ExpectsNoProblems = false;
        await using var client = await app.ConnectAsync();
        await client.SubscribeAsync("/queue/dead-letter", "dead");
        await client.SendAsync(Subscribe("client-individual"));
        await SendAsync(app, 1);

        for (var i = 0; i < 2; i++) await client.SendAsync($"NACK\nid:{(await client.ExpectAsync("MESSAGE")).Headers["ack"]}\n\n\0");

        var dead = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("dead", "0", "/queue/a"), (dead.Headers["subscription"], dead.GetBodyText(), dead.Headers["x-first-death-queue"]));
    }

    [Fact]
    public async Task A_nack_that_says_so_does_not_requeue()
    {
        await using var app = await StartAsync();
        app.ExpectsNoProblems = false;
        await using var client = await app.ConnectAsync();
        await client.SubscribeAsync("/queue/dead-letter", "dead");
        await client.SendAsync(Subscribe("client"));
        await SendAsync(app, 1);

        await client.SendAsync($"NACK\nid:{(await client.ExpectAsync("MESSAGE")).Headers["ack"]}\nrequeue:false\n\n\0");

        Assert.Equal("rejected", (await client.ExpectAsync("MESSAGE")).Headers["x-first-death-reason"]);
    }

    [Fact]
    public async Task Version_1_1_names_message_and_subscription()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync("1.1");
        await client.SendAsync(Subscribe("client-individual"));
        await SendAsync(app, 1);
        var message = await client.ExpectAsync("MESSAGE");

        await client.SendAsync($"ACK\nmessage-id:{message.Headers["message-id"]}\nsubscription:s\nreceipt:1\n\n\0");

        await client.ExpectAsync("RECEIPT");
    }

    [Fact]
    public async Task Version_1_0_names_the_message_alone_and_has_no_nack()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync("1.0");
        await client.SendAsync(Subscribe("client"));
        await SendAsync(app, 1);
        var message = await client.ExpectAsync("MESSAGE");

        await client.SendAsync($"ACK\nmessage-id:{message.Headers["message-id"]}\nreceipt:1\n\n\0NACK\nmessage-id:x\n\n\0");

        await client.ExpectAsync("RECEIPT");
        Assert.Contains("1.1", (await client.ExpectAsync("ERROR")).Headers["message"]);
    }

    [Theory]
    [InlineData("ACK\n\n\0", "id")]
    [InlineData("ACK\nid:7-s\n\n\0", "id")]
    [InlineData("NACK\nid:nonsense\n\n\0", "id")]
    public async Task An_acknowledgement_of_nothing_is_an_error_that_names_the_header(string wire, string header)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await client.SendAsync(Subscribe("client"));

        await client.SendAsync(wire);

        Assert.Contains($"'{header}'", (await client.ExpectAsync("ERROR")).Headers["message"]);
    }

    [Fact]
    public async Task A_message_is_acknowledged_once()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await client.SendAsync(Subscribe("client-individual"));
        await SendAsync(app, 1);
        var ack = (await client.ExpectAsync("MESSAGE")).Headers["ack"];

        await client.SendAsync($"ACK\nid:{ack}\n\n\0ACK\nid:{ack}\n\n\0");

        await client.ExpectAsync("ERROR");
    }

    [Fact]
    public async Task On_a_topic_acknowledgements_bound_what_is_in_flight()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await client.SendAsync("SUBSCRIBE\nid:s\ndestination:/topic/a\nack:client-individual\nprefetch-count:1\nreceipt:r\n\n\0");
        await client.ExpectAsync("RECEIPT");
        await app.Template.SendAsync("/topic/a", "0");
        await app.Template.SendAsync("/topic/a", "1");
        var first = await client.ExpectAsync("MESSAGE");
        await client.SendAsync("SEND\ndestination:/topic/nobody\nreceipt:between\n\n\0");
        Assert.Equal("between", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);

        await client.SendAsync($"ACK\nid:{first.Headers["ack"]}\n\n\0");

        Assert.Equal("1", (await client.ExpectAsync("MESSAGE")).GetBodyText());
    }

    private static string Subscribe(string ack, string headers = "") => $"SUBSCRIBE\nid:s\ndestination:/queue/a\nack:{ack}\n{headers}\n\0";

    private static Task<TestApp> StartAsync(Action<StompOptions>? configure = null) => TestApp.StartAsync(options =>
    {
        options.AllowSendToBroker = true;
        configure?.Invoke(options);
    });

    private static async Task SendAsync(TestApp app, int count)
    {
        for (var i = 0; i < count; i++) await app.Template.SendAsync("/queue/a", $"{i}");
    }

    private static async Task<List<StompFrame>> MessagesAsync(StompTestClient client, int count)
    {
        var messages = new List<StompFrame>();
        for (var i = 0; i < count; i++) messages.Add(await client.ExpectAsync("MESSAGE"));
        return messages;
    }
}
