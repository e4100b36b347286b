namespace Stomp.Server.Tests.Queues;

/// <summary>What acknowledgements mean here beyond STOMP: how much may be held, and what becomes of what nobody takes.</summary>
public sealed class AcknowledgementTests
{
    [Fact]
    public async Task No_more_is_held_than_the_prefetch_count_allows()
    {
        await using var app = await StartAsync();
        await SendAsync(app, 4);
        await using var client = await app.ConnectAsync();
        await client.SendAsync(Subscribe("client-individual", "prefetch-count:1\n"));
        // The receipt stands behind everything that the subscription was given.
        await client.SendAsync("SEND\ndestination:/topic/a\nreceipt:s\n\n\0");

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
}
