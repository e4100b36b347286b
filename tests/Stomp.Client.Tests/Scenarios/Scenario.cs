using Stomp.Client.Tests.Brokers;
using Testing.Server;

namespace Stomp.Client.Tests.Scenarios;

/// <summary>
/// What an application counts on when it exchanges one broker for another, run against each. What differs is a fact of the
/// <see cref="TargetBroker"/>, and is asserted as such; docs/compatibility.md tells it.
/// </summary>
[Collection(BrokerCollection.Name)]
public abstract class Scenario(BrokerFixture brokers)
{
    /// <summary>A name that no other scenario has.</summary>
    protected string Unique { get; } = Guid.NewGuid().ToString("N");

    protected string Queue => $"/queue/{Unique}";

    protected string Topic => $"/topic/{Unique}";

    /// <summary>The broker to run against; skips the test where it is not installed.</summary>
    protected TargetBroker On(Broker name)
    {
        var broker = brokers.Find(name);
        broker.Require();
        return broker;
    }

    protected static async Task<Reading> OpenAsync(StompClient client, string destination, StompAckMode mode = StompAckMode.Auto, int? prefetch = null,
        StompHeaders? headers = null)
    {
        var options = new StompSubscribeOptions { AckMode = mode, PrefetchCount = prefetch, Headers = headers };
        return new(await client.OpenSubscriptionAsync(destination, options).WaitAsync(StompTestClient.Patience));
    }

    /// <summary>Sends texts, each confirmed.</summary>
    protected static async Task SendAsync(StompClient client, string destination, params string[] texts)
    {
        foreach (var text in texts) await client.SendWithReceiptAsync(destination, text);
    }

    /// <summary>A frame as the client itself would not send it.</summary>
    protected static StompFrame Frame(StompCommand command, params (string Name, string Value)[] headers)
    {
        var all = new StompHeaders();
        foreach (var (name, value) in headers) all.Add(name, value);
        return new(command, all);
    }

    /// <summary>Asserts that the broker answers the frame by an ERROR, and that the connection then ends or goes on, as is a fact of it.</summary>
    /// <returns>The ERROR; null where the connection ends without one.</returns>
    protected async Task<StompErrorException?> AssertRefusedAsync(TargetBroker broker, StompClient client, StompFrame frame, bool? ends = null)
    {
        var isEnd = ends ?? broker.ErrorsEndTheConnection;
        if (isEnd && broker.EndsWithoutAWord)
        {
            await client.SendFrameAsync(frame);
            await AssertEndedAsync(client);
            return null;
        }

        var told = new TaskCompletionSource<StompErrorException>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.ErrorReceived += (_, e) => told.TrySetResult(e.Error);
        StompErrorException error;
        if (broker.ErrorsNameTheFrame)
        {
            error = await Assert.ThrowsAsync<StompErrorException>(() => client.SendFrameAsync(frame, awaitReceipt: true).WaitAsync(StompTestClient.Patience));
        }
        else
        {
            await client.SendFrameAsync(frame);
            error = await told.Task.WaitAsync(StompTestClient.Patience);
            Assert.Null(error.ReceiptId);
        }

        if (isEnd) await AssertEndedAsync(client);
        else await client.SendWithReceiptAsync($"/queue/still-there-{Unique}", "still there");
        return error;
    }

    /// <summary>Asserts that the connection ends without the client asking for it.</summary>
    protected static async Task AssertEndedAsync(StompClient client)
    {
        var fault = await Record.ExceptionAsync(() => client.Closed.WaitAsync(StompTestClient.Patience));
        Assert.True(fault is StompConnectionException or StompErrorException, $"The connection should have ended: {fault}");
    }
}
