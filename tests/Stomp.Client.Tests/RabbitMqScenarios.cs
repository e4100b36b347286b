using Testing.Brokers;
using Testing.Server;

namespace Stomp.Client.Tests;

/// <summary>What RabbitMQ does in its own way.</summary>
public abstract class RabbitMqScenarios(RabbitMqFixture broker) : BrokerScenarios
{
    protected override string? Missing => broker.Missing;

    [SkippableFact]
    public async Task NACK_gives_a_message_back_and_with_requeue_false_it_is_gone()
    {
        await using var client = await ConnectAsync();
        await client.SendWithReceiptAsync(Queue, "1");
        await using var messages = await OpenAsync(client, Queue, StompAckMode.ClientIndividual);
        var message = await messages.NextAsync();
        Assert.False(message.IsRedelivered);
        await message.NackAsync();
        var again = await messages.NextAsync();
        Assert.Equal(("1", true), (again.Text, again.IsRedelivered));
        await again.NackAsync(awaitReceipt: true, headers: new() { { "requeue", "false" } });
        await client.SendWithReceiptAsync(Queue, "2");
        Assert.Equal("2", (await messages.NextAsync()).Text);
    }

    [SkippableFact]
    public async Task An_answer_to_a_temporary_queue_comes_without_a_SUBSCRIBE()
    {
        await using var server = await ConnectAsync();
        await using var client = await ConnectAsync();
        await using var handling = await server.SubscribeAsync(Queue, async (request, cancellationToken) =>
            await server.SendAsync(request.Headers["reply-to"]!, $"re: {request.Text}", cancellationToken: cancellationToken));
        var answers = new Reading(await client.OpenSubscriptionAsync("/temp-queue/answers", new() { Id = "/temp-queue/answers", IsImplicit = true }));
        await client.SendAsync(Queue, "hello", new() { { "reply-to", "/temp-queue/answers" } });
        Assert.Equal("re: hello", (await answers.NextAsync()).Text);
        await answers.DisposeAsync();
    }

    [SkippableFact]
    public async Task A_wrong_passcode_is_an_error_of_the_server()
    {
        Requirement.Check(Missing);
        await using var client = new StompClient(Address, Options with { Passcode = "wrong" });
        var error = await Assert.ThrowsAsync<StompErrorException>(() => client.ConnectAsync().WaitAsync(StompTestClient.Patience));
        Assert.Equal("Bad CONNECT", error.ErrorMessage);
    }

    [SkippableFact]
    public async Task An_error_names_no_frame_and_ends_nothing()
    {
        await using var client = await ConnectAsync();
        var told = new TaskCompletionSource<StompErrorException>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.ErrorReceived += (_, e) => told.TrySetResult(e.Error);
        await client.SendAsync("/nowhere/x", "1", new() { { "receipt", "mine" } });
        var error = await told.Task.WaitAsync(StompTestClient.Patience);
        Assert.Equal(("Unknown destination", null), (error.ErrorMessage, error.ReceiptId));
        await client.SendWithReceiptAsync(Queue, "still there");
    }
}
