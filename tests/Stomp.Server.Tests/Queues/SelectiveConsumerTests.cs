using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Broker.Queues;

namespace Stomp.Server.Tests.Queues;

/// <summary>Subscribers of one queue that want different messages of it.</summary>
public sealed class SelectiveConsumerTests
{
    [Fact]
    public async Task What_one_does_not_want_waits_for_another_in_its_place()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var sender = await app.ConnectAsync();
        await using var red = await SubscribedAsync(app, "colour = 'red'");
        foreach (var message in (string[])["red 1", "blue 1", "blue 2", "red 2"]) await SendAsync(sender, message);
        Assert.Equal(["red 1", "red 2"], await BodiesAsync(red, 2));

        await using var any = await SubscribedAsync(app, null);

        Assert.Equal(["blue 1", "blue 2"], await BodiesAsync(any, 2));
    }

    [Fact]
    public async Task What_comes_back_goes_to_who_wants_it_though_that_one_has_seen_what_is_behind()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var sender = await app.ConnectAsync();
        await using var red = await SubscribedAsync(app, "colour = 'red'", "ack:client-individual\n");
        foreach (var message in (string[])["red 1", "blue 1", "red 2", "blue 2"]) await SendAsync(sender, message);
        var first = await red.ExpectAsync("MESSAGE");
        await red.ExpectAsync("MESSAGE");

        await red.SendAsync($"NACK\nid:{first.Headers["ack"]}\n\n\0");

        var again = await red.ExpectAsync("MESSAGE");
        Assert.Equal("red 1", again.GetBodyText());
        Assert.Equal("true", again.Headers["redelivered"]);
    }

    [Fact]
    public async Task Who_gets_room_again_goes_on_where_it_was()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var sender = await app.ConnectAsync();
        await using var red = await SubscribedAsync(app, "colour = 'red'", "ack:client-individual\nprefetch-count:1\n");
        foreach (var message in (string[])["red 1", "blue 1", "red 2", "blue 2", "red 3"]) await SendAsync(sender, message);

        for (var i = 1; i <= 3; i++)
        {
            var message = await red.ExpectAsync("MESSAGE");
            Assert.Equal($"red {i}", message.GetBodyText());
            await red.SendAsync($"ACK\nid:{message.Headers["ack"]}\n\n\0");
        }
    }

    [Fact]
    public async Task Messages_that_expired_make_room_for_others()
    {
        var time = new FakeTime();
        await using var app = await TestApp.StartOpenAsync(options => options.MaxQueueMessages = 2, time: time);
        await using var sender = await app.ConnectAsync();
        var soon = (time.GetUtcNow() + TimeSpan.FromSeconds(5)).ToUnixTimeMilliseconds();
        for (var i = 0; i < 2; i++) await sender.SendAsync($"SEND\ndestination:/queue/a\nexpires:{soon}\nreceipt:{i}\n\nold\0");
        await sender.ExpectAsync("RECEIPT");
        await sender.ExpectAsync("RECEIPT");

        time.Advance(TimeSpan.FromSeconds(6));
        await sender.SendAsync("SEND\ndestination:/queue/a\nreceipt:new\n\nnew\0");

        Assert.Equal("new", (await sender.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
    }

    [Fact]
    public async Task A_queue_whose_messages_all_expired_vanishes()
    {
        var time = new FakeTime();
        await using var app = await TestApp.StartOpenAsync(time: time);
        await using var sender = await app.ConnectAsync();
        var soon = (time.GetUtcNow() + TimeSpan.FromSeconds(5)).ToUnixTimeMilliseconds();
        await sender.SendAsync($"SEND\ndestination:/queue/a\nexpires:{soon}\nreceipt:1\n\nold\0");
        await sender.ExpectAsync("RECEIPT");

        time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(0, app.Services.GetRequiredService<QueueBroker>().Count);
    }

    private static async Task<StompTestClient> SubscribedAsync(TestApp app, string? selector, string headers = "")
    {
        var client = await app.ConnectAsync();
        if (selector is not null) headers += $"selector:{selector}\n";
        await client.SendAsync($"SUBSCRIBE\nid:s\ndestination:/queue/a\nreceipt:r\n{headers}\n\0");
        await client.ExpectAsync("RECEIPT");
        return client;
    }

    private static async Task SendAsync(StompTestClient sender, string message)
    {
        await sender.SendAsync($"SEND\ndestination:/queue/a\ncolour:{message.Split(' ')[0]}\nreceipt:r\n\n{message}\0");
        await sender.ExpectAsync("RECEIPT");
    }

    private static async Task<List<string>> BodiesAsync(StompTestClient client, int count)
    {
        var bodies = new List<string>();
        while (bodies.Count < count) bodies.Add((await client.ExpectAsync("MESSAGE")).GetBodyText());
        return bodies;
    }
}
