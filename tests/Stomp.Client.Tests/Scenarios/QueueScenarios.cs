using Stomp.Client.Tests.Brokers;

namespace Stomp.Client.Tests.Scenarios;

/// <summary>Queues: each message to one consumer.</summary>
public sealed class QueueScenarios(BrokerFixture brokers) : Scenario(brokers)
{
    [SkippableTheory, EachBroker]
    public async Task A_queue_keeps_messages_in_order_until_somebody_comes(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync(broker.Flooding);
        for (var i = 0; i < 1000; i++) await client.SendAsync(Queue, $"{i}");
        await SendAsync(client, Queue, "1000");
        await using var messages = await OpenAsync(client, Queue);
        for (var i = 0; i <= 1000; i++) Assert.Equal($"{i}", (await messages.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task Consumers_that_wait_get_messages_in_turn(Broker name)
    {
        var broker = On(name);
        await using var first = await broker.ConnectAsync();
        await using var second = await broker.ConnectAsync();
        await using var ofFirst = await OpenAsync(first, Queue);
        await using var ofSecond = await OpenAsync(second, Queue);
        await SendAsync(first, Queue, "0", "1", "2", "3", "4", "5");
        var (even, odd) = (new List<string>(), new List<string>());
        for (var i = 0; i < 3; i++)
        {
            even.Add((await ofFirst.NextAsync()).Text);
            odd.Add((await ofSecond.NextAsync()).Text);
        }

        // Whose turn is first is nobody's promise.
        if (even[0] != "0") (even, odd) = (odd, even);
        Assert.Equal(["0", "2", "4"], even);
        Assert.Equal(["1", "3", "5"], odd);
    }

    [SkippableTheory, EachBroker]
    public async Task No_more_than_the_prefetch_count_is_sent_ahead(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await using var other = await broker.ConnectAsync();
        await SendAsync(client, Queue, "0", "1", "2", "3");
        await using var bounded = await OpenAsync(client, Queue, StompAckMode.ClientIndividual, prefetch: 2);
        var first = await bounded.NextAsync();
        await bounded.NextAsync();
        // The other consumer gets what the first may not have.
        await using var rest = await OpenAsync(other, Queue, StompAckMode.ClientIndividual, prefetch: 2);
        Assert.Equal("2", (await rest.NextAsync()).Text);
        Assert.Equal("3", (await rest.NextAsync()).Text);
        // Both are full until something is acknowledged.
        await SendAsync(client, Queue, "4");
        await first.AckAsync(awaitReceipt: true);
        Assert.Equal("4", (await bounded.NextAsync()).Text);
    }

    [SkippableTheory, EachBroker]
    public async Task Who_unsubscribes_gets_nothing_more_and_the_next_gets_it(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await client.SendFrameAsync(Frame(StompCommand.Subscribe, ("id", "going"), ("destination", Queue)), awaitReceipt: true);
        await client.SendFrameAsync(Frame(StompCommand.Unsubscribe, ("id", "going")), awaitReceipt: true);
        await SendAsync(client, Queue, "left");
        await using var messages = await OpenAsync(client, Queue);
        var message = await messages.NextAsync();
        Assert.Equal(("left", false), (message.Text, message.IsRedelivered));
    }

    [SkippableTheory, EachBroker]
    public async Task Bodies_and_headers_arrive_as_they_were_sent(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        await using var messages = await OpenAsync(client, Queue);
        byte[] bytes = [0, 1, 0xFF, 0xFE, 0, 10, 13];
        await client.SendAsync(Queue, bytes, new()
        {
            { "content-type", "application/octet-stream" }, { "kind", "a:b\nc\\d é" }, { "correlation-id", "c" }, { "persistent", "true" }, { "priority", "7" },
        });
        await client.SendAsync(Queue, "héllo 방");
        var binary = await messages.NextAsync();
        Assert.Equal(bytes, binary.Body.ToArray());
        var headers = binary.Headers;
        Assert.Equal(("application/octet-stream", "a:b\nc\\d é", "c"), (binary.ContentType, headers["kind"], headers["correlation-id"]));
        Assert.Equal(("true", "7", Queue), (headers["persistent"], headers["priority"], binary.Destination));
        var text = await messages.NextAsync();
        Assert.Equal(("héllo 방", "text/plain"), (text.Text, text.ContentType));
    }
}
