namespace Stomp.Relay.Tests;

/// <summary>Names that brokers have a use for, headers that they would understand, and patterns.</summary>
[Collection(UpstreamCollection.Name)]
public sealed class DestinationTests(UpstreamFixture brokers)
{
    private readonly string _unique = $"{Guid.NewGuid():N}";

    [SkippableTheory, EachUpstream]
    public async Task Odd_names_come_back_as_they_went(Upstream upstream)
    {
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream));
        await using var client = await relay.App.ConnectAsync();
        string[] names = ["a.b", "a/b", "a.b/c", "a//b", "a/", "a#", "a>b", "100%", "a%2Fb", "~", "~7E", "a~b", "a,b", "방/안녕", "a b", "a\\cb", "x\"<&'+;=@!$()-_", "queue\\c//x"];
        foreach (var name in names)
        {
            var topic = $"/topic/{_unique}/{name}";
            await client.SubscribeAsync(topic, "exact");
            await client.SubscribeAsync($"/topic/{_unique}/**", "pattern");
            await client.SendAsync($"SEND\ndestination:{topic}\n\n{name}\0");
            var messages = new[] { await client.ExpectAsync("MESSAGE"), await client.ExpectAsync("MESSAGE") };
            Assert.Equal(["exact", "pattern"], messages.Select(message => message.Headers["subscription"]).Order());
            Assert.All(messages, message => Assert.Equal(topic.Replace("\\c", ":", StringComparison.Ordinal), message.Headers["destination"]));
            await client.SendAsync("UNSUBSCRIBE\nid:exact\n\n\0UNSUBSCRIBE\nid:pattern\n\n\0");
        }
    }

    [SkippableTheory, EachUpstream]
    public async Task A_queue_may_have_an_odd_name_too(Upstream upstream)
    {
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream));
        await using var client = await relay.App.ConnectAsync();
        var queue = $"/queue/{_unique}/a.b/방>#";
        await client.SubscribeAsync(queue, "q");
        await relay.App.Template.SendAsync(queue, "hi");
        Assert.Equal(queue, (await client.ExpectAsync("MESSAGE")).Headers["destination"]);
    }

    [SkippableTheory, EachUpstream]
    public async Task A_message_that_matches_several_subscriptions_comes_once_to_each(Upstream upstream)
    {
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream));
        await using var client = await relay.App.ConnectAsync();
        foreach (var (id, name) in (IEnumerable<(string, string)>)[("exact", "a/b"), ("star", "a/*"), ("any", "**"), ("other", "*")])
            await client.SubscribeAsync($"/topic/{_unique}/{name}", id);
        foreach (var text in (string[])["1", "2"]) await client.SendAsync($"SEND\ndestination:/topic/{_unique}/a/b\n\n{text}\0");
        await client.SendAsync($"SEND\ndestination:/topic/{_unique}/end\n\nend\0");
        var got = new List<string>();
        while (got.Count < 8)
        {
            var message = await client.ExpectAsync("MESSAGE");
            got.Add($"{message.Headers["subscription"]} {message.GetBodyText()}");
        }

        Assert.Equal(["any 1", "any 2", "any end", "exact 1", "exact 2", "other end", "star 1", "star 2"], got.Order(StringComparer.Ordinal));
    }

    [SkippableTheory, EachUpstream]
    public async Task A_pattern_that_the_broker_has_not_is_refused(Upstream upstream)
    {
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream));
        await using var client = await relay.App.ConnectAsync();
        await client.SendAsync($"SUBSCRIBE\nid:sub-0\ndestination:/topic/{_unique}/a*\n\n\0");
        Assert.Contains("has no pattern like", (await client.ExpectErrorAsync()).Headers["message"], StringComparison.Ordinal);
        relay.App.ExpectsNoProblems = false;
    }

    [SkippableTheory, EachUpstream]
    public async Task A_name_that_is_too_long_for_the_broker_is_refused(Upstream upstream)
    {
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream));
        await using var client = await relay.App.ConnectAsync();
        await client.SendAsync($"SEND\ndestination:/topic/{new string('a', 1025)}\n\nhi\0");
        Assert.Contains("bytes that", (await client.ExpectErrorAsync()).Headers["message"], StringComparison.Ordinal);
    }

    [SkippableTheory, EachUpstream]
    public async Task Headers_that_a_broker_would_understand_do_no_harm_and_arrive(Upstream upstream)
    {
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream), options => options.PublishConnections = 1);
        await using var client = await relay.App.SubscribedAsync($"/topic/{_unique}");
        string[] headers =
        [
            "expiration:soon", "expires:never", "priority:high", "timestamp:now", "durable:false", "auto-delete:true", "exclusive:true", "CC:other", "BCC:other", "user-id:mallory",
            "x-message-ttl:abc", "x-dead-letter-exchange:none", "x-queue-type:stream", "transformation:jms-map-json", "JMSXGroupID:g", "reply-to:nowhere", "x-relay-message-id:forged", "x-relay-x:y",
            "correlation-id:c", "persistent:true", "kind:a\\nb\\cc",
        ];
        await client.SendAsync($"SEND\ndestination:/topic/{_unique}\n{string.Join('\n', headers)}\n\nhi\0");
        var message = await client.ExpectAsync("MESSAGE");
        foreach (var header in headers)
        {
            var (name, value) = (header.Split(':')[0], header.Split(':')[1].Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\c", ":", StringComparison.Ordinal));
            Assert.Equal((name, value), (name, message.Headers[name]));
        }

        Assert.DoesNotContain(message.Headers, header => header.Key is "receipt" or "redelivered");
        Assert.NotEqual("forged", message.Headers["message-id"]);
        Assert.Equal(["destination", "subscription", "message-id", "content-length"], message.Headers.Take(4).Select(header => header.Key));
    }

    [SkippableTheory, EachUpstream]
    public async Task Others_at_the_broker_hear_and_are_heard(Upstream upstream)
    {
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream));
        await using var client = await relay.App.SubscribedAsync($"/topic/rooms/{_unique}");
        await using var straight = await relay.ConnectStraightAsync();
        await using var subscription = await straight.OpenSubscriptionAsync($"/topic/rooms.{_unique}").WaitAsync(StompTestClient.Patience);
        await straight.SendWithReceiptAsync($"/topic/rooms.{_unique}", new byte[] { 0, 255, 10 }, new() { { "content-type", "application/octet-stream" } });
        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("application/octet-stream", "3"), (message.Headers["content-type"], message.Headers["content-length"]));
        await client.PublishAsync($"/topic/other/{_unique}", "not for it");
        await relay.App.Template.SendAsync($"/topic/rooms/{_unique}", "from here");
        await using var heard = subscription.ReadAllAsync().GetAsyncEnumerator();
        for (var i = 0; i < 2; i++) Assert.True(await heard.MoveNextAsync().AsTask().WaitAsync(StompTestClient.Patience));
        Assert.Equal("from here", heard.Current.Text);
    }
}
