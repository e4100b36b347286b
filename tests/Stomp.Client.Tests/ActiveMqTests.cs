using Testing.Brokers;

namespace Stomp.Client.Tests;

/// <summary>ActiveMQ over TCP, and what it does in its own way.</summary>
[Collection(ActiveMqCollection.Name)]
public sealed class ActiveMqTests(ActiveMqFixture broker) : BrokerScenarios
{
    protected override Uri Address { get; } = broker.TcpAddress;

    protected override string? Missing => broker.Missing;

    [SkippableFact]
    public async Task NACK_puts_a_message_into_the_dead_letter_queue()
    {
        await using var client = await ConnectAsync();
        var text = $"bad {Queue}";
        await client.SendWithReceiptAsync(Queue, text, new() { { "persistent", "true" } });
        await using var dead = await OpenAsync(client, "/queue/ActiveMQ.DLQ");
        await using var messages = await OpenAsync(client, Queue, StompAckMode.ClientIndividual);
        await (await messages.NextAsync()).NackAsync();
        Assert.Equal(text, (await dead.NextAsync()).Text);
    }

    [SkippableFact]
    public async Task An_answer_to_a_temporary_queue_comes_to_its_subscription()
    {
        await using var server = await ConnectAsync();
        await using var client = await ConnectAsync();
        await using var handling = await server.SubscribeAsync(Queue, async (request, cancellationToken) =>
            await server.SendAsync(request.Headers["reply-to"]!, $"re: {request.Text}", cancellationToken: cancellationToken));
        await using var answers = await OpenAsync(client, "/temp-queue/answers");
        await client.SendAsync(Queue, "hello", new() { { "reply-to", "/temp-queue/answers" } });
        Assert.Equal("re: hello", (await answers.NextAsync()).Text);
    }

    [SkippableFact]
    public async Task An_error_names_the_frame_in_fault_explains_it_by_a_stack_trace_and_the_connection_goes_on()
    {
        await using var client = await ConnectAsync();
        var unknown = new StompFrame(StompCommand.Unsubscribe, new() { { "id", "unknown" } });
        var error = await Assert.ThrowsAsync<StompErrorException>(() => client.SendFrameAsync(unknown, awaitReceipt: true));
        Assert.Contains("at org.apache.activemq", error.Body);
        await client.SendWithReceiptAsync(Queue, "still there");
    }
}
