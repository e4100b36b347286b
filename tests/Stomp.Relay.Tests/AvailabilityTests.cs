using System.Net.WebSockets;
using Stomp.Server;
using Testing.Brokers;

namespace Stomp.Relay.Tests;

/// <summary>The broker goes away and comes back.</summary>
[Collection(UpstreamCollection.Name)]
public sealed class AvailabilityTests(UpstreamFixture brokers)
{
    private readonly string _topic = $"/topic/rooms/{Guid.NewGuid():N}";

    [SkippableTheory, EachUpstream]
    public async Task Clients_are_kept_told_and_get_their_topics_back(Upstream upstream)
    {
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream));
        await using var client = await relay.App.SubscribedAsync(_topic);
        await client.SubscribeAsync("/user/queue/errors", "errors");
        await relay.LoseBrokerAsync();

        await client.SendAsync($"SEND\ndestination:{_topic}\nreceipt:lost\n\nhi\0");
        var problem = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("errors", "lost"), (problem.Headers["subscription"], problem.Headers["receipt-id"]));
        Assert.Contains("urn:stomp:broker-unavailable", problem.GetBodyText(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<MessageRejectedException>(() => relay.App.Template.SendAsync(_topic, "hi").AsTask());

        await relay.RegainBrokerAsync();
        await client.SendAsync($"SEND\ndestination:{_topic}\n\nback\0");
        Assert.Equal("back", await client.ReceiveBodyAsync());
    }

    [SkippableTheory, EachUpstream]
    public async Task A_message_without_the_brokers_receipt_is_refused_when_the_connection_is_lost(Upstream upstream)
    {
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream));
        await using var client = await relay.App.ConnectAsync();
        await client.SubscribeAsync("/user/queue/errors", "errors");
        relay.Gateway.HoldAnswers();
        await client.SendAsync($"SEND\ndestination:{_topic}\nreceipt:lost\n\nhi\0");
        await Eventually.TrueAsync(() => relay.Link.Unconfirmed == 1);
        await relay.LoseBrokerAsync();
        var problem = await client.ExpectAsync("MESSAGE");
        Assert.Equal("lost", problem.Headers["receipt-id"]);
        Assert.Contains("urn:stomp:broker-unavailable", problem.GetBodyText(), StringComparison.Ordinal);
    }

    [SkippableTheory, EachUpstream]
    public async Task Clients_are_sent_away_where_the_options_say_so(Upstream upstream)
    {
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream), options => options.WhenUnavailable = BrokerLossPolicy.DisconnectClients);
        await using var client = await relay.App.SubscribedAsync(_topic);
        await relay.LoseBrokerAsync();
        var error = await client.ExpectErrorAsync(WebSocketCloseStatus.EndpointUnavailable);
        Assert.Contains("not available", error.Headers["message"], StringComparison.Ordinal);

        await using var early = await StompTestClient.OpenAsync(relay.App.Endpoint);
        await early.SendAsync("CONNECT\naccept-version:1.2\nhost:test\n\n\0");
        Assert.Contains("not available", (await early.ExpectAsync("ERROR")).Headers["message"], StringComparison.Ordinal);

        await relay.RegainBrokerAsync();
        await using var again = await relay.App.SubscribedAsync(_topic);
        await again.SendAsync($"SEND\ndestination:{_topic}\n\nback\0");
        Assert.Equal("back", await again.ReceiveBodyAsync());
    }

    [SkippableTheory, EachUpstream]
    public async Task Another_address_takes_over(Upstream upstream)
    {
        await using var second = new BrokerGateway(brokers.AddressOf(upstream));
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream), options => options.Addresses.Add(second.Address));
        await using var client = await relay.App.SubscribedAsync(_topic);
        Assert.Equal(0, second.Accepted);
        await relay.LoseBrokerAsync();
        Assert.True(await relay.Availability.NextAsync());
        Assert.Equal(3, second.Accepted);
        await client.SendAsync($"SEND\ndestination:{_topic}\n\nby the other\0");
        Assert.Equal("by the other", await client.ReceiveBodyAsync());
    }

    [SkippableTheory, EachUpstream]
    public async Task A_queue_comes_back_with_what_was_not_acknowledged(Upstream upstream)
    {
        var queue = $"/queue/{Guid.NewGuid():N}";
        await using var relay = await RelayApp.StartAsync(brokers.AddressOf(upstream));
        await using var client = await relay.App.ConnectAsync();
        await client.SendAsync($"SUBSCRIBE\nid:q\ndestination:{queue}\nack:client-individual\nreceipt:subscribed\n\n\0");
        await client.ExpectAsync("RECEIPT");
        await client.SubscribeAsync("/user/queue/errors", "errors");
        await relay.App.Template.SendAsync(queue, "1");
        var held = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("1", "q"), (held.GetBodyText(), held.Headers["subscription"]));

        await relay.LoseBrokerAsync();
        var told = await client.ExpectAsync("MESSAGE");
        Assert.Equal("errors", told.Headers["subscription"]);
        Assert.Contains("urn:stomp:broker-unavailable", told.GetBodyText(), StringComparison.Ordinal);
        // The client cannot know that this is in vain.
        await client.SendAsync($"ACK\nid:{held.Headers["ack"]}\n\n\0");

        await relay.RegainBrokerAsync();
        var again = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("1", "true"), (again.GetBodyText(), again.Headers["redelivered"]));
        await client.SendAsync($"ACK\nid:{again.Headers["ack"]}\nreceipt:acked\n\n\0");
        Assert.Equal("acked", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
    }
}
