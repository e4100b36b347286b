using Stomp;
using Testing.Server;
using Xunit;

namespace Cluster.Tests.Scenarios;

/// <summary>Queues: one subscriber gets each message, and what it does not acknowledge another gets.</summary>
public sealed class QueueScenarios(SiteFixture sites) : Scenario(sites)
{
    [SkippableTheory, EachSite]
    public async Task Each_message_goes_to_one_subscriber_once(Site name)
    {
        var site = await AtAsync(name);
        var clients = new List<StompTestClient>();
        for (var i = 0; i < 3; i++) clients.Add(await site.SubscribedAsync(i, Queue));
        await using var sender = await site.ConnectAsync(0);

        for (var i = 0; i < 30; i++) await sender.PublishAsync(Queue, $"{i}");

        // Nobody is told how they are shared out: so many ends that each subscriber gets one.
        var got = new List<string>();
        var reading = clients.Select(async client =>
        {
            while (await client.ReceiveBodyAsync() is var text && text != "end")
            {
                lock (got) got.Add(text);
            }
        }).ToList();
        await Eventually.TrueAsync(() =>
        {
            lock (got) return got.Count >= 30;
        });
        await Eventually.TrueAsync(async () =>
        {
            await sender.PublishAsync(Queue, "end");
            return reading.TrueForAll(task => task.IsCompleted);
        });
        await Task.WhenAll(reading);
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"{i}").Order(StringComparer.Ordinal), got.Order(StringComparer.Ordinal));
        foreach (var client in clients) await client.DisposeAsync();
    }

    [SkippableTheory, EachSite]
    public async Task What_waited_before_anybody_came_is_delivered_in_order(Site name)
    {
        var site = await AtAsync(name);
        await using var sender = await site.ConnectAsync(0);
        for (var i = 0; i < 10; i++) await sender.PublishAsync(Queue, $"{i}");
        await using var client = await ConsumeAsync(site, 1, "auto");
        for (var i = 0; i < 10; i++) Assert.Equal($"{i}", await client.ReceiveBodyAsync());
    }

    [SkippableTheory, EachSite]
    public async Task What_a_client_that_is_cut_off_held_comes_to_another_and_is_marked(Site name)
    {
        var site = await AtAsync(name);
        await using var sender = await site.ConnectAsync(0);
        for (var i = 1; i <= 3; i++) await sender.PublishAsync(Queue, $"{i}");
        await using var first = await ConsumeAsync(site, 1, "client-individual");
        var messages = new[] { await first.ExpectAsync("MESSAGE"), await first.ExpectAsync("MESSAGE"), await first.ExpectAsync("MESSAGE") };
        await AckAsync(first, messages[1]);

        first.Kill();

        await using var second = await ConsumeAsync(site, 2, "client-individual");
        foreach (var text in (string[])["1", "3"])
        {
            var again = await second.ExpectAsync("MESSAGE");
            Assert.Equal((text, "true"), (again.GetBodyText(), again.Headers["redelivered"]));
        }
    }

    [SkippableTheory, EachSite]
    public async Task In_mode_client_an_ACK_is_for_all_before_it(Site name)
    {
        var site = await AtAsync(name);
        await using var sender = await site.ConnectAsync(0);
        for (var i = 1; i <= 4; i++) await sender.PublishAsync(Queue, $"{i}");
        await using var first = await ConsumeAsync(site, 1, "client");
        var messages = new List<StompFrame>();
        while (messages.Count < 4) messages.Add(await first.ExpectAsync("MESSAGE"));
        await AckAsync(first, messages[2]);

        first.Kill();

        await using var second = await ConsumeAsync(site, 2, "auto");
        Assert.Equal("4", await second.ReceiveBodyAsync());
    }

    [SkippableTheory, EachSite]
    public async Task What_is_refused_by_NACK_is_delivered_again_or_a_dead_letter(Site name)
    {
        var site = await AtAsync(name);
        await using var sender = await site.ConnectAsync(0);
        await sender.PublishAsync(Queue, Room, "persistent:true\n");
        await using var first = await ConsumeAsync(site, 1, "client-individual");
        await first.SendAsync($"NACK\nid:{(await first.ExpectAsync("MESSAGE")).Headers["ack"]}\n\n\0");
        // docs/relay.md says where each has it.
        if (name is Site.OnActiveMq or Site.ThreeOnActiveMq)
        {
            await using var dead = await ConsumeAsync(site, 2, "auto", "/queue/ActiveMQ/DLQ");
            while (await dead.ReceiveBodyAsync() != Room) continue;
            return;
        }

        var again = await first.ExpectAsync("MESSAGE");
        Assert.Equal((Room, "true"), (again.GetBodyText(), again.Headers["redelivered"]));
    }

    private static async Task AckAsync(StompTestClient client, StompFrame message)
    {
        await client.SendAsync($"ACK\nid:{message.Headers["ack"]}\nreceipt:acked\n\n\0");
        Assert.Equal("acked", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
    }

    private async Task<StompTestClient> ConsumeAsync(ChatSite site, int server, string ack, string? queue = null)
    {
        var client = await site.ConnectAsync(server);
        await client.SendAsync($"SUBSCRIBE\nid:q\ndestination:{queue ?? Queue}\nack:{ack}\n\n\0");
        return client;
    }
}
