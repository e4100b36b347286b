namespace Stomp.Relay.Tests;

/// <summary>A broker that is slow holds publishers back, and costs no more memory than the options allow.</summary>
[Collection(UpstreamCollection.Name)]
public sealed class BackPressureTests(UpstreamFixture brokers)
{
    private const int Most = 8;

    private readonly string _topic = $"/topic/rooms/{Guid.NewGuid():N}";

    [SkippableTheory, EachUpstream]
    public async Task No_more_than_the_limit_is_on_its_way_and_all_of_it_arrives_in_order(Upstream upstream)
    {
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream), options => (options.MaxUnconfirmedMessages, options.PublishConnections) = (Most, 1));
        await using var subscriber = await relay.App.SubscribedAsync(_topic);
        await using var publisher = await relay.App.ConnectAsync();
        relay.Gateway.HoldAnswers();
        for (var i = 0; i < 100; i++) await publisher.SendAsync($"SEND\ndestination:{_topic}\n\n{i}\0");
        await Eventually.TrueAsync(() => relay.Gateway.Count("SEND") == Most);
        var template = relay.App.Template.SendAsync(_topic, "from the application").AsTask();
        Assert.Equal(Most, relay.Link.Unconfirmed);
        Assert.False(template.IsCompleted);

        relay.Gateway.Answer();
        await template.WaitAsync(StompTestClient.Patience);
        var bodies = new List<string>();
        while (bodies.Count < 101) bodies.Add(await subscriber.ReceiveBodyAsync());
        bodies.Remove("from the application");
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), bodies);
        // The last confirmations may come behind the messages.
        await Eventually.TrueAsync(() => relay.Link.Unconfirmed == 0);
    }
}
