using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Stomp.Server;

namespace Stomp.Relay.Tests;

/// <summary>Logged topics of nodes that share the log: one order of offsets, nothing twice, nothing lost.</summary>
[Collection(UpstreamCollection.Name)]
public sealed class LoggedTests(UpstreamFixture brokers)
{
    private readonly string _topic = $"/topic/rooms/{Guid.NewGuid():N}";
    private readonly SharedStore _store = new();

    [SkippableTheory, EachUpstream]
    public async Task Subscribers_of_all_nodes_see_one_order_of_offsets(Upstream upstream)
    {
        const int Messages = 300;
        await using var first = await StartAsync(upstream);
        await using var second = await StartAsync(upstream);
        await using var ofFirst = await first.App.SubscribedAsync(_topic);
        await using var ofSecond = await second.App.SubscribedAsync(_topic);
        await Task.WhenAll(TalkAsync(first, "a"), TalkAsync(second, "b"));
        for (var offset = 1; offset <= 2 * Messages; offset++)
        {
            var (one, other) = (await ofFirst.ExpectAsync("MESSAGE"), await ofSecond.ExpectAsync("MESSAGE"));
            Assert.Equal(($"{offset}", $"{offset}"), (one.Headers["x-stream-offset"], other.Headers["x-stream-offset"]));
            Assert.Equal((one.GetBodyText(), one.Headers["message-id"], one.Headers["timestamp"]), (other.GetBodyText(), other.Headers["message-id"], other.Headers["timestamp"]));
        }

        async Task TalkAsync(RelayApp node, string name)
        {
            await using var client = await node.App.ConnectAsync();
            for (var i = 0; i < Messages; i++) await client.SendAsync($"SEND\ndestination:{_topic}\nreceipt:{i}\n\n{name}{i}\0");
            for (var i = 0; i < Messages; i++) Assert.Equal($"{i}", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        }
    }

    [SkippableTheory, EachUpstream]
    public async Task What_the_broker_did_not_confirm_is_sent_again_and_nobody_gets_it_twice(Upstream upstream)
    {
        await using var first = await StartAsync(upstream);
        await using var second = await StartAsync(upstream);
        await using var ofFirst = await first.App.SubscribedAsync(_topic);
        await using var ofSecond = await second.App.SubscribedAsync(_topic);
        await using var publisher = await first.App.ConnectAsync();
        first.Gateway.HoldAnswers();
        for (var i = 1; i <= 20; i++) await publisher.SendAsync($"SEND\ndestination:{_topic}\nreceipt:{i}\n\n{i}\0");
        // The broker has them and has told the other node, but this one does not know.
        for (var i = 1; i <= 20; i++) Assert.Equal($"{i}", await ofSecond.ReceiveBodyAsync());
        await first.LoseBrokerAsync();
        for (var i = 21; i <= 30; i++) await publisher.SendAsync($"SEND\ndestination:{_topic}\nreceipt:{i}\n\n{i}\0");
        await first.RegainBrokerAsync();

        for (var i = 1; i <= 30; i++) Assert.Equal($"{i}", (await publisher.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        for (var i = 21; i <= 30; i++) Assert.Equal($"{i}", await ofSecond.ReceiveBodyAsync());
        for (var i = 1; i <= 30; i++) Assert.Equal($"{i}", await ofFirst.ReceiveBodyAsync());
        await second.App.Template.SendAsync(_topic, "last");
        Assert.Equal(("last", "last"), (await ofFirst.ReceiveBodyAsync(), await ofSecond.ReceiveBodyAsync()));
    }

    [SkippableTheory, EachUpstream]
    public async Task A_node_that_the_broker_was_away_from_gets_what_it_missed_from_the_log(Upstream upstream)
    {
        await using var first = await StartAsync(upstream);
        await using var second = await StartAsync(upstream);
        await using var client = await second.App.SubscribedAsync(_topic);
        await first.App.Template.SendAsync(_topic, "1");
        Assert.Equal("1", await client.ReceiveBodyAsync());
        await second.LoseBrokerAsync();
        foreach (var text in (string[])["2", "3"]) await first.App.Template.SendAsync(_topic, text);
        await second.RegainBrokerAsync();
        await first.App.Template.SendAsync(_topic, "4");
        foreach (var text in (string[])["2", "3", "4"]) Assert.Equal(text, await client.ReceiveBodyAsync());
    }

    [SkippableTheory, EachUpstream]
    public async Task A_client_resumes_on_another_node(Upstream upstream)
    {
        await using var first = await StartAsync(upstream);
        await using var second = await StartAsync(upstream);
        foreach (var text in (string[])["1", "2", "3"]) await first.App.Template.SendAsync(_topic, text);
        await using var client = await second.App.ConnectAsync();
        await client.SendAsync($"SUBSCRIBE\nid:sub-0\ndestination:{_topic}\nx-stream-offset:offset=2\nreceipt:r\n\n\0");
        Assert.Equal("true", (await client.ExpectAsync("RECEIPT")).Headers["recovered"]);
        foreach (var text in (string[])["2", "3"]) Assert.Equal(text, await client.ReceiveBodyAsync());
        await first.App.Template.SendAsync(_topic, "4");
        Assert.Equal("4", await client.ReceiveBodyAsync());
    }

    private Task<RelayApp> StartAsync(Upstream upstream) => RelayApp.StartAsync(brokers.AddressOf(upstream),
        stomp: stomp => stomp.Services.Replace(ServiceDescriptor.Singleton<IMessageLogStore>(_store)), options: options => options.Log("/topic/rooms/**"));
}
