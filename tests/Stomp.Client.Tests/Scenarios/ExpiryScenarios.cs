using System.Globalization;
using Stomp.Client.Tests.Brokers;

namespace Stomp.Client.Tests.Scenarios;

/// <summary>Messages with an end.</summary>
public sealed class ExpiryScenarios(BrokerFixture brokers) : Scenario(brokers)
{
    [SkippableTheory, EachBroker]
    public async Task A_message_whose_expires_has_passed_is_not_delivered(Broker name)
    {
        var broker = On(name);
        var (past, future) = (DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow.AddHours(1));
        Assert.Equal(broker.HasExpires ? "fresh" : "stale", await FirstAsync(broker, "expires", Milliseconds(past), Milliseconds(future)));
    }

    [SkippableTheory, EachBroker]
    public async Task A_message_whose_expiration_has_passed_is_not_delivered(Broker name)
    {
        var broker = On(name);
        Assert.Equal(broker.HasExpiration ? "fresh" : "stale", await FirstAsync(broker, "expiration", "0", "3600000"));
    }

    private async Task<string> FirstAsync(TargetBroker broker, string header, string stale, string fresh)
    {
        await using var client = await broker.ConnectAsync();
        await client.SendWithReceiptAsync(Queue, "stale", new() { { header, stale } });
        await client.SendWithReceiptAsync(Queue, "fresh", new() { { header, fresh } });
        await using var messages = await OpenAsync(client, Queue);
        return (await messages.NextAsync()).Text;
    }

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
