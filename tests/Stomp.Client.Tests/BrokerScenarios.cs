using Testing.Server;

namespace Stomp.Client.Tests;

/// <summary>What an application counts on when it exchanges one broker for another, run against each.</summary>
public abstract class BrokerScenarios
{
    private readonly string _unique = Guid.NewGuid().ToString("N");

    /// <summary>The broker's address.</summary>
    protected abstract Uri Address { get; }

    /// <summary>What is missing to run the broker.</summary>
    protected abstract string? Missing { get; }

    /// <summary>A connection that is lost fails its test with the reason.</summary>
    protected StompClientOptions Options { get; } = new() { Host = "/", Login = "guest", Passcode = "guest", Reconnect = StompReconnectOptions.Never };

    /// <summary>
    /// RabbitMQ 3.10 cuts connections with heart-beats that it has slowed down: its heart-beater does not know the message "resume".
    /// </summary>
    private StompClientOptions Flooding => Options with { HeartBeatOutgoing = TimeSpan.Zero, HeartBeatIncoming = TimeSpan.Zero };

    protected string Queue => $"/queue/{_unique}";

    [SkippableTheory]
    [InlineData(StompVersion.V10)]
    [InlineData(StompVersion.V11)]
    [InlineData(StompVersion.V12)]
    public async Task An_acknowledged_message_is_gone_in_every_version(StompVersion version)
    {
        await using var client = await ConnectAsync(Options with { Versions = [version] });
        Assert.Equal(version, client.Version);
        await client.SendWithReceiptAsync(Queue, "first");
        await using (var messages = await OpenAsync(client, Queue, StompAckMode.Client))
        {
            var message = await messages.NextAsync();
            Assert.Equal(("first", "text/plain"), (message.Text, message.ContentType));
            await message.AckAsync(awaitReceipt: true);
        }

        await client.SendWithReceiptAsync(Queue, "second");
        await using var again = await OpenAsync(client, Queue);
        Assert.Equal("second", (await again.NextAsync()).Text);
    }

    [SkippableFact]
    public async Task Bodies_and_headers_arrive_as_they_were_sent()
    {
        await using var client = await ConnectAsync();
        await using var messages = await OpenAsync(client, Queue);
        byte[] bytes = [0, 1, 0xFF, 0xFE, 0, 10, 13];
        await client.SendAsync(Queue, bytes, new() { { "content-type", "application/octet-stream" }, { "kind", "a:b\nc\\d é" } });
        await client.SendAsync(Queue, "héllo 방");
        var binary = await messages.NextAsync();
        Assert.Equal(bytes, binary.Body.ToArray());
        Assert.Equal("a:b\nc\\d é", binary.Headers["kind"]);
        Assert.Equal("héllo 방", (await messages.NextAsync()).Text);
    }

    [SkippableFact]
    public async Task A_queue_keeps_messages_in_order_until_somebody_comes()
    {
        await using var client = await ConnectAsync(Flooding);
        for (var i = 0; i < 1000; i++) await client.SendAsync(Queue, $"{i}");
        await client.SendWithReceiptAsync(Queue, "1000");
        await using var messages = await OpenAsync(client, Queue);
        for (var i = 0; i <= 1000; i++) Assert.Equal($"{i}", (await messages.NextAsync()).Text);
    }

    [SkippableFact]
    public async Task What_is_not_acknowledged_is_delivered_again_and_marked()
    {
        await using (var client = await ConnectAsync())
        {
            foreach (var text in (string[])["1", "2", "3"]) await client.SendWithReceiptAsync(Queue, text);
            await using var messages = await OpenAsync(client, Queue, StompAckMode.ClientIndividual);
            await messages.NextAsync();
            await (await messages.NextAsync()).AckAsync(awaitReceipt: true);
            Assert.Equal("3", (await messages.NextAsync()).Text);
        }

        await using var next = await ConnectAsync();
        await using var again = await OpenAsync(next, Queue);
        var (first, second) = (await again.NextAsync(), await again.NextAsync());
        Assert.Equal(("1", "3"), (first.Text, second.Text));
        Assert.True(first.IsRedelivered && second.IsRedelivered);
    }

    [SkippableFact]
    public async Task In_mode_client_an_ACK_stands_for_those_before_it()
    {
        await using (var client = await ConnectAsync())
        {
            foreach (var text in (string[])["1", "2", "3"]) await client.SendWithReceiptAsync(Queue, text);
            await using var messages = await OpenAsync(client, Queue, StompAckMode.Client);
            await messages.NextAsync();
            var second = await messages.NextAsync();
            await messages.NextAsync();
            await second.AckAsync(awaitReceipt: true);
        }

        await using var next = await ConnectAsync();
        await using var again = await OpenAsync(next, Queue);
        Assert.Equal("3", (await again.NextAsync()).Text);
    }

    [SkippableFact]
    public async Task No_more_than_the_prefetch_count_is_sent_ahead()
    {
        await using var client = await ConnectAsync();
        await using var other = await ConnectAsync();
        for (var i = 0; i < 4; i++) await client.SendWithReceiptAsync(Queue, $"{i}");
        await using var bounded = await OpenAsync(client, Queue, StompAckMode.ClientIndividual, prefetch: 2);
        var first = await bounded.NextAsync();
        await bounded.NextAsync();
        // The other consumer gets what the first may not have.
        await using var rest = await OpenAsync(other, Queue, StompAckMode.ClientIndividual);
        var third = await rest.NextAsync();
        var fourth = await rest.NextAsync();
        Assert.Equal(["2", "3"], new[] { third.Text, fourth.Text }.Order());
        await first.AckAsync(awaitReceipt: true);
        await client.SendWithReceiptAsync(Queue, "4");
    }

    [SkippableFact]
    public async Task A_transaction_takes_effect_when_it_is_committed()
    {
        await using var client = await ConnectAsync();
        await using (var aborted = await client.BeginAsync())
        {
            await aborted.SendAsync(Queue, "aborted");
        }

        await using var transaction = await client.BeginAsync();
        await transaction.SendAsync(Queue, "first");
        await transaction.SendAsync(Queue, "second");
        await client.SendWithReceiptAsync(Queue, "outside");
        await transaction.CommitAsync();
        await using var messages = await OpenAsync(client, Queue);
        Assert.Equal("outside", (await messages.NextAsync()).Text);
        Assert.Equal("first", (await messages.NextAsync()).Text);
        Assert.Equal("second", (await messages.NextAsync()).Text);
    }

    [SkippableFact]
    public async Task An_ACK_in_an_aborted_transaction_is_none()
    {
        await using (var client = await ConnectAsync())
        {
            await client.SendWithReceiptAsync(Queue, "1");
            await using var messages = await OpenAsync(client, Queue, StompAckMode.ClientIndividual);
            var message = await messages.NextAsync();
            await using var transaction = await client.BeginAsync();
            await transaction.AckAsync(message);
            await transaction.AbortAsync();
        }

        await using var next = await ConnectAsync();
        await using var again = await OpenAsync(next, Queue);
        Assert.Equal("1", (await again.NextAsync()).Text);
    }

    [SkippableFact]
    public async Task An_ACK_in_a_committed_transaction_counts()
    {
        await using (var client = await ConnectAsync())
        {
            await client.SendWithReceiptAsync(Queue, "1");
            await using var messages = await OpenAsync(client, Queue, StompAckMode.ClientIndividual);
            var message = await messages.NextAsync();
            await using var transaction = await client.BeginAsync();
            await transaction.AckAsync(message);
            await transaction.CommitAsync();
        }

        await using var next = await ConnectAsync();
        await next.SendWithReceiptAsync(Queue, "2");
        await using var again = await OpenAsync(next, Queue);
        Assert.Equal("2", (await again.NextAsync()).Text);
    }

    [SkippableFact]
    public async Task A_topic_goes_to_every_subscriber()
    {
        await using var client = await ConnectAsync();
        await using var other = await ConnectAsync();
        var topic = $"/topic/{_unique}";
        await using var first = await OpenAsync(client, topic);
        await using var second = await OpenAsync(other, topic);
        await client.SendWithReceiptAsync(topic, "to all");
        Assert.Equal("to all", (await first.NextAsync()).Text);
        Assert.Equal("to all", (await second.NextAsync()).Text);
    }

    [SkippableFact]
    public async Task An_idle_connection_is_kept_by_its_heart_beats()
    {
        var interval = TimeSpan.FromSeconds(2);
        await using var client = await ConnectAsync(Options with { HeartBeatOutgoing = interval, HeartBeatIncoming = interval, HeartBeatTolerance = 3 });
        // Longer than the silence that either side takes for death.
        await Assert.ThrowsAsync<TimeoutException>(() => client.Closed.WaitAsync(3.5 * interval));
        await client.SendWithReceiptAsync(Queue, "still there");
    }

    [SkippableFact]
    public async Task Closing_while_messages_stream_in_is_orderly()
    {
        await using var sender = await ConnectAsync(Flooding);
        var client = await ConnectAsync();
        await using var messages = await OpenAsync(client, Queue);
        for (var i = 0; i < 500; i++) await sender.SendAsync(Queue, new byte[1000]);
        await messages.NextAsync();
        await client.CloseAsync().WaitAsync(StompTestClient.Patience);
        Assert.True(client.Closed.IsCompletedSuccessfully);
    }

    protected async Task<StompClient> ConnectAsync(StompClientOptions? options = null)
    {
        Requirement.Check(Missing);
        var client = new StompClient(Address, options ?? Options);
        await client.ConnectAsync().WaitAsync(StompTestClient.Patience);
        return client;
    }

    protected static async Task<Reading> OpenAsync(StompClient client, string destination, StompAckMode mode = StompAckMode.Auto, int? prefetch = null) =>
        new(await client.OpenSubscriptionAsync(destination, new() { AckMode = mode, PrefetchCount = prefetch }).WaitAsync(StompTestClient.Patience));
}
