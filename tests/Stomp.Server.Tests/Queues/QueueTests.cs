using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Broker.Queues;

namespace Stomp.Server.Tests.Queues;

/// <summary>What /queue means: each message to one subscription.</summary>
public sealed class QueueTests
{
    [Fact]
    public async Task A_message_waits_until_somebody_subscribes()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SEND\ndestination:/queue/a\nreceipt:1\n\nhi\0");
        await client.ExpectAsync("RECEIPT");
        await client.SendAsync("SUBSCRIBE\nid:s\ndestination:/queue/a\n\n\0");

        Assert.Equal("hi", (await client.ExpectAsync("MESSAGE")).GetBodyText());
    }

    [Fact]
    public async Task Messages_go_to_subscribers_in_turn_and_to_one_each()
    {
        await using var app = await StartAsync();
        await using var one = await app.ConnectAsync();
        await using var other = await app.ConnectAsync();
        await one.SubscribeAsync("/queue/a");
        await other.SubscribeAsync("/queue/a");

        for (var i = 0; i < 10; i++) await app.Template.SendAsync("/queue/a", $"{i}");

        Assert.Equal(["0", "2", "4", "6", "8"], await BodiesAsync(one, 5));
        Assert.Equal(["1", "3", "5", "7", "9"], await BodiesAsync(other, 5));
    }

    [Fact]
    public async Task A_full_queue_refuses_and_says_so()
    {
        await using var app = await StartAsync(options => options.MaxQueueMessages = 2);
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SEND\ndestination:/queue/a\n\n1\0SEND\ndestination:/queue/a\n\n2\0SEND\ndestination:/queue/a\nreceipt:x\n\n3\0");

        var error = await client.ExpectAsync("ERROR");
        Assert.Contains("full", error.Headers["message"]);
        Assert.Equal("x", error.Headers["receipt-id"]);
    }

    [Fact]
    public async Task A_full_queue_refuses_without_ending_a_session_that_hears_its_errors()
    {
        await using var app = await StartAsync(options => options.MaxQueueBytes = 1024);
        await using var client = await app.ConnectAsync();
        await client.SubscribeAsync("/user/queue/errors", "errors");

        await client.SendAsync($"SEND\ndestination:/queue/a\nreceipt:x\n\n{new string('x', 2000)}\0");

        var refusal = await client.ExpectAsync("MESSAGE");
        Assert.Equal("x", refusal.Headers["receipt-id"]);
        Assert.Contains("urn:stomp:queue-full", refusal.GetBodyText());
        await client.SendAsync("SEND\ndestination:/queue/a\nreceipt:y\n\nfits\0");
        Assert.Equal("y", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
    }

    [Fact]
    public async Task An_empty_queue_that_nobody_uses_vanishes()
    {
        await using var app = await StartAsync();
        var queues = app.Services.GetRequiredService<QueueBroker>();
        await using var client = await app.ConnectAsync();
        await client.SubscribeAsync("/queue/a");
        await app.Template.SendAsync("/queue/a", "hi");
        await client.ExpectAsync("MESSAGE");
        Assert.Equal(1, queues.Count);

        await client.SendAsync("UNSUBSCRIBE\nid:sub-0\nreceipt:1\n\n\0");
        await client.ExpectAsync("RECEIPT");

        Assert.Equal(0, queues.Count);
    }

    [Fact]
    public async Task There_are_no_more_queues_than_allowed()
    {
        await using var app = await StartAsync(options => options.MaxQueues = 1);
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SEND\ndestination:/queue/a\n\n1\0SEND\ndestination:/queue/b\n\n2\0");

        Assert.Contains("queues", (await client.ExpectAsync("ERROR")).Headers["message"]);
    }

    [Fact]
    public async Task A_message_that_has_expired_is_not_delivered()
    {
        var time = new FakeTime();
        await using var app = await TestApp.StartAsync(options => options.AllowSendToBroker = true, stomp => stomp.Services.AddSingleton<TimeProvider>(time));
        await using var client = await app.ConnectAsync();
        var soon = time.GetUtcNow().AddSeconds(5).ToUnixTimeMilliseconds();
        await client.SendAsync($"SEND\ndestination:/queue/a\nexpires:{soon}\n\nold\0SEND\ndestination:/queue/a\nexpires:0\nreceipt:1\n\nnew\0");
        await client.ExpectAsync("RECEIPT");

        time.Advance(TimeSpan.FromSeconds(6));
        await client.SendAsync("SUBSCRIBE\nid:s\ndestination:/queue/a\n\n\0");

        Assert.Equal("new", (await client.ExpectAsync("MESSAGE")).GetBodyText());
    }

    [Fact]
    public async Task A_message_lives_as_long_as_its_expiration_says()
    {
        var time = new FakeTime();
        await using var app = await TestApp.StartAsync(options => options.AllowSendToBroker = true, stomp => stomp.Services.AddSingleton<TimeProvider>(time));
        await using var client = await app.ConnectAsync();
        await client.SendAsync("SEND\ndestination:/queue/a\nexpiration:5000\n\nold\0SEND\ndestination:/queue/a\nexpiration:7000\nreceipt:1\n\nnew\0");
        await client.ExpectAsync("RECEIPT");

        time.Advance(TimeSpan.FromSeconds(6));
        await client.SendAsync("SUBSCRIBE\nid:s\ndestination:/queue/a\n\n\0");

        Assert.Equal("new", (await client.ExpectAsync("MESSAGE")).GetBodyText());
    }

    [Fact]
    public async Task What_has_expired_takes_no_room_in_a_full_queue()
    {
        var time = new FakeTime();
        await using var app = await TestApp.StartAsync(options => (options.AllowSendToBroker, options.MaxQueueMessages) = (true, 2),
            stomp => stomp.Services.AddSingleton<TimeProvider>(time));
        await using var client = await app.ConnectAsync();
        await client.SendAsync("SEND\ndestination:/queue/a\n\n1\0SEND\ndestination:/queue/a\nexpiration:5000\nreceipt:1\n\nold\0");
        await client.ExpectAsync("RECEIPT");
        time.Advance(TimeSpan.FromSeconds(6));

        await client.SendAsync("SEND\ndestination:/queue/a\nreceipt:2\n\n2\0");
        await client.ExpectAsync("RECEIPT");
        await client.SendAsync("SUBSCRIBE\nid:s\ndestination:/queue/a\n\n\0");

        Assert.Equal(["1", "2"], await BodiesAsync(client, 2));
    }

    [Fact]
    public async Task Whoever_subscribes_to_a_queue_that_there_is_adds_none()
    {
        await using var app = await StartAsync(options => options.MaxQueues = 1);
        await using var client = await app.ConnectAsync();
        await app.Template.SendAsync("/queue/a", "hi");

        await client.SendAsync("SUBSCRIBE\nid:s\ndestination:/queue/a\n\n\0");

        Assert.Equal("hi", (await client.ExpectAsync("MESSAGE")).GetBodyText());
    }

    [Fact]
    public async Task What_waits_comes_behind_the_receipt_of_the_SUBSCRIBE()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await app.Template.SendAsync("/queue/a", "hi");

        await client.SendAsync("SUBSCRIBE\nid:s\ndestination:/queue/a\nreceipt:1\n\n\0");

        await client.ExpectAsync("RECEIPT");
        await client.ExpectAsync("MESSAGE");
    }

    [Fact]
    public async Task A_queue_has_no_pattern()
    {
        await using var app = await StartAsync(options => options.AllowPatternSubscriptions = true);
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SUBSCRIBE\nid:s\ndestination:/queue/*\n\n\0");

        Assert.Contains("pattern", (await client.ExpectAsync("ERROR")).Headers["message"]);
    }

    [Fact]
    public async Task A_subscriber_that_does_not_read_leaves_the_messages_to_the_others()
    {
        await using var app = await StartAsync(options => options.MaxQueuedBytes = 32 * 1024);
        await using var hung = await app.ConnectAsync();
        await hung.SubscribeAsync("/queue/a");
        var body = new string('x', 4000);
        // More than the hung one's socket and outbox take, without anybody else to go to.
        for (var i = 0; i < 4000; i++) await app.Template.SendAsync("/queue/a", body);
        await using var reader = await app.ConnectAsync();
        await reader.SendAsync("SUBSCRIBE\nid:s\ndestination:/queue/a\n\n\0");

        await app.Template.SendAsync("/queue/a", "last");

        while ((await reader.ExpectAsync("MESSAGE")).GetBodyText() != "last")
        {
            // Those that waited come first.
        }
    }

    private static Task<TestApp> StartAsync(Action<StompOptions>? configure = null) => TestApp.StartAsync(options =>
    {
        options.AllowSendToBroker = true;
        configure?.Invoke(options);
    });

    private static async Task<List<string>> BodiesAsync(StompTestClient client, int count)
    {
        var bodies = new List<string>();
        for (var i = 0; i < count; i++) bodies.Add((await client.ExpectAsync("MESSAGE")).GetBodyText());
        return bodies;
    }
}
