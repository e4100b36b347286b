using System.Text;

namespace Stomp.Server.Tests;

/// <summary>What comes in an order stays in it.</summary>
public sealed class OrderTests
{
    private const int Messages = 5000;

    [Fact]
    public async Task A_SUBSCRIBE_never_misses_the_SEND_behind_it()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var client = await app.ConnectAsync();

        for (var i = 0; i < 300; i++)
        {
            await client.SendAsync($"SUBSCRIBE\nid:{i}\ndestination:/topic/{i}\n\n\0SEND\ndestination:/topic/{i}\n\n{i}\0");
            Assert.Equal($"{i}", await client.ReceiveBodyAsync());
        }
    }

    [Theory]
    [InlineData("/topic/all")]
    [InlineData("/app/all")]
    [InlineData("/app/all-async")]
    public async Task One_publishers_messages_arrive_in_order_at_every_subscriber(string destination)
    {
        await using var app = await TestApp.StartOpenAsync(stomp: stomp => stomp.AddMessageController<OrderController>());
        var subscribers = new List<StompTestClient>();
        for (var i = 0; i < 20; i++) subscribers.Add(await app.SubscribedAsync("/topic/all"));
        await using var publisher = await app.ConnectAsync();

        var reading = subscribers.Select(async subscriber =>
        {
            for (var i = 0; i < Messages; i++) Assert.Equal($"{i}", await subscriber.ReceiveBodyAsync());
        });
        await Task.WhenAll([.. reading, SendAllAsync(publisher, destination, "")]);

        foreach (var subscriber in subscribers) await subscriber.DisposeAsync();
    }

    [Fact]
    public async Task Every_subscriber_sees_the_same_interleaving_of_two_publishers()
    {
        await using var app = await TestApp.StartOpenAsync();
        var subscribers = new List<StompTestClient>();
        for (var i = 0; i < 8; i++) subscribers.Add(await app.SubscribedAsync(i % 2 == 0 ? "/topic/all" : "/topic/*", version: i % 3 == 0 ? "1.1" : "1.2"));
        await using var one = await app.ConnectAsync();
        await using var two = await app.ConnectAsync();

        var reading = subscribers.Select(async subscriber =>
        {
            var seen = new StringBuilder();
            for (var i = 0; i < 2 * Messages; i++) seen.Append(await subscriber.ReceiveBodyAsync()).Append(' ');
            return seen.ToString();
        }).ToList();
        await Task.WhenAll(SendAllAsync(one, "/topic/all", "a"), SendAllAsync(two, "/topic/all", "b"));

        Assert.Single((await Task.WhenAll(reading)).Distinct());
        foreach (var subscriber in subscribers) await subscriber.DisposeAsync();
    }

    private static async Task SendAllAsync(StompTestClient publisher, string destination, string prefix)
    {
        const int AtOnce = 50;
        for (var i = 0; i < Messages; i += AtOnce)
        {
            var frames = Enumerable.Range(i, AtOnce).Select(n => $"SEND\ndestination:{destination}\n\n{prefix}{n}\0");
            await publisher.SendAsync(string.Concat(frames));
        }
    }
}
