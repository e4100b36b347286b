using Stomp.Client.Tests.Brokers;
using Testing.Server;

namespace Stomp.Client.Tests.Scenarios;

/// <summary>Request and reply by temporary queues.</summary>
public sealed class ReplyToScenarios(BrokerFixture brokers) : Scenario(brokers)
{
    private const string Answers = "/temp-queue/answers";

    [SkippableTheory, EachBroker]
    public async Task An_answer_reaches_who_asked_and_nobody_else(Broker name)
    {
        var broker = On(name);
        await using var server = await broker.ConnectAsync();
        await using var first = await broker.ConnectAsync();
        await using var second = await broker.ConnectAsync();
        await using var handling = await server.SubscribeAsync(Queue, async (request, cancellationToken) =>
            await server.SendAsync(request.Headers["reply-to"]!, $"re: {request.Text}", cancellationToken: cancellationToken));
        await using var ofFirst = await OpenAnswersAsync(broker, first);
        await using var ofSecond = await OpenAnswersAsync(broker, second);
        foreach (var text in (string[])["1", "2"])
        {
            await first.SendAsync(Queue, $"first {text}", new() { { "reply-to", Answers } });
            await second.SendAsync(Queue, $"second {text}", new() { { "reply-to", Answers } });
            Assert.Equal($"re: first {text}", (await ofFirst.NextAsync()).Text);
            Assert.Equal($"re: second {text}", (await ofSecond.NextAsync()).Text);
        }
    }

    [SkippableTheory, EachBroker]
    public async Task A_SUBSCRIBE_to_a_temporary_queue_is_refused_where_answers_come_unasked(Broker name)
    {
        var broker = On(name);
        await using var client = await broker.ConnectAsync();
        var subscribe = Frame(StompCommand.Subscribe, ("id", "mine"), ("destination", Answers));
        if (broker.AnswersComeUnasked) await AssertRefusedAsync(broker, client, subscribe);
        else await client.SendFrameAsync(subscribe, awaitReceipt: true);
    }

    [SkippableTheory, EachBroker]
    public async Task An_answer_to_somebody_who_has_gone_does_not_end_the_connection_of_who_answers(Broker name)
    {
        var broker = On(name);
        await using var server = await broker.ConnectAsync();
        await using var requests = await OpenAsync(server, Queue);
        var address = "";
        await using (var client = await broker.ConnectAsync())
        {
            await using var answers = await OpenAnswersAsync(broker, client);
            await client.SendAsync(Queue, "hello", new() { { "reply-to", Answers } });
            address = (await requests.NextAsync()).Headers["reply-to"]!;
        }

        // The queue goes with its connection, if not at the same moment.
        if (broker.RefusesAnswersToTheGone) await Eventually.TrueAsync(() => IsRefusedAsync(server, address));
        else await server.SendWithReceiptAsync(address, "late");
        await SendAsync(server, Queue, "still there");
        Assert.Equal("still there", (await requests.NextAsync()).Text);
    }

    private static async Task<bool> IsRefusedAsync(StompClient server, string address)
    {
        try
        {
            await server.SendWithReceiptAsync(address, "late");
            return false;
        }
        catch (StompErrorException)
        {
            return true;
        }
    }

    private static async Task<Reading> OpenAnswersAsync(TargetBroker broker, StompClient client) =>
        new(await client.OpenSubscriptionAsync(Answers, new() { Id = Answers, IsImplicit = broker.AnswersComeUnasked }).WaitAsync(StompTestClient.Patience));
}
