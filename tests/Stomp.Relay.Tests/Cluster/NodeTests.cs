using System.Net.WebSockets;
using Stomp.Server;

namespace Stomp.Relay.Tests.Cluster;

/// <summary>Servers behind one broker know each other's sessions, and reach them.</summary>
[Collection(UpstreamCollection.Name)]
public sealed class NodeTests(UpstreamFixture brokers)
{
    [SkippableTheory, EachUpstream]
    public async Task Each_node_knows_the_sessions_of_all(Upstream upstream)
    {
        await using var group = await NodeGroup.StartAsync(brokers.AddressOf(upstream), 1);
        await using var early = await group.ConnectAsync(0, "bob");
        await group.AddAsync();
        await using var late = await group.ConnectAsync(0, "bob");
        await using var other = await group.ConnectAsync(1, "eve");
        await using var anonymous = await group[1].App.ConnectAsync();
        for (var node = 0; node < 2; node++)
        {
            await group.WhenKnownAsync(node, 4);
            var registry = group.Registry(node);
            Assert.Equal(["bob", "eve"], registry.Users.Order());
            Assert.Equal(((string[])[early.SessionId, late.SessionId]).Order(), registry.AllSessionsOf("bob").Select(session => session.Id).Order());
            Assert.Equal(new ConnectedSession(other.SessionId, "eve", group.Registry(1).Node), registry.FindAnySession(other.SessionId)! with { Local = null });
            Assert.Equal(node == 1, registry.FindAnySession(anonymous.SessionId)!.Local is not null);
            Assert.Equal(2, registry.SessionCount);
        }

        await late.DisposeAsync();
        await group.WhenKnownAsync(1, 3);
        await early.DisposeAsync();
        await group.WhenKnownAsync(1, 2);
        Assert.Equal(["eve"], group.Registry(1).Users);
    }

    [SkippableTheory, EachUpstream]
    public async Task A_message_for_a_user_goes_once_to_each_node_that_has_one_of_its_sessions(Upstream upstream)
    {
        await using var group = await NodeGroup.StartAsync(brokers.AddressOf(upstream), 3);
        await using var here = await group.ConnectAsync(0, "bob");
        await using var there = await group.ConnectAsync(1, "bob");
        await using var thereToo = await group.ConnectAsync(1, "bob");
        await using var other = await group.ConnectAsync(2, "eve");
        await group.WhenKnownAsync(0, 4);
        foreach (var client in (StompTestClient[])[here, there, thereToo, other]) await client.SubscribeAsync("/user/queue/x");
        var sent = group[0].Gateway.Count("SEND");

        await group[0].App.Template.SendToUserAsync("bob", "/queue/x", "hello", new() { Headers = new() { { "priority", "9" } } });

        foreach (var client in (StompTestClient[])[here, there, thereToo])
        {
            var message = await client.ExpectAsync("MESSAGE");
            Assert.Equal(("hello", "/user/queue/x", "9", "text/plain;charset=utf-8"),
                (message.GetBodyText(), message.Headers["destination"], message.Headers["priority"], message.Headers["content-type"]));
        }

        Assert.Equal(1, group[0].Gateway.Count("SEND") - sent);
        await other.FenceAsync();
    }

    [SkippableTheory, EachUpstream]
    public async Task A_message_reaches_one_session_of_another_node(Upstream upstream)
    {
        await using var group = await NodeGroup.StartAsync(brokers.AddressOf(upstream), 2);
        await using var bob = await group.ConnectAsync(1, "bob");
        await using var bobToo = await group.ConnectAsync(1, "bob");
        foreach (var client in (StompTestClient[])[bob, bobToo]) await client.SubscribeAsync("/user/queue/x");
        await group.WhenKnownAsync(0, 2);

        await group[0].App.Template.SendToSessionAsync(bob.SessionId, "/queue/x", "only you");
        await group[0].App.Template.SendToUserAsync("bob", "/queue/x", "both");

        Assert.Equal("only you", await bob.ReceiveBodyAsync());
        Assert.Equal("both", await bob.ReceiveBodyAsync());
        Assert.Equal("both", await bobToo.ReceiveBodyAsync());
    }

    [SkippableTheory, EachUpstream]
    public async Task What_a_client_sends_to_a_user_of_another_node_arrives_in_order(Upstream upstream)
    {
        await using var group = await NodeGroup.StartAsync(brokers.AddressOf(upstream), 2);
        await using var bob = await group.ConnectAsync(1, "bob/by");
        await bob.SubscribeAsync("/user/queue/x");
        await using var eve = await group.ConnectAsync(0, "eve");
        await group.WhenKnownAsync(0, 2);

        for (var i = 0; i < 100; i++) await eve.SendAsync($"SEND\ndestination:/user/bob%2Fby/queue/x\nreceipt:{i}\n\n{i}\0");

        for (var i = 0; i < 100; i++) Assert.Equal($"{i}", await bob.ReceiveBodyAsync());
        for (var i = 0; i < 100; i++) Assert.Equal($"{i}", (await eve.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
    }

    [SkippableTheory, EachUpstream]
    public async Task Sessions_are_ended_on_all_nodes_and_counted(Upstream upstream)
    {
        await using var group = await NodeGroup.StartAsync(brokers.AddressOf(upstream), 3);
        await using var here = await group.ConnectAsync(0, "bob");
        await using var there = await group.ConnectAsync(1, "bob");
        await using var thereToo = await group.ConnectAsync(2, "bob");
        await using var eve = await group.ConnectAsync(2, "eve");

        // Also those that this node has not heard of yet.
        Assert.Equal(3, await group.Registry(0).DisconnectAsync("bob", "go home"));
        Assert.Equal(1, await group.Registry(0).DisconnectAsync(eve.SessionId, "you, too"));
        Assert.Equal(0, await group.Registry(0).DisconnectAsync("nobody", "go home"));

        foreach (var client in (StompTestClient[])[here, there, thereToo])
            Assert.Equal("go home", (await client.ExpectErrorAsync(WebSocketCloseStatus.PolicyViolation)).Headers["message"]);
        await eve.ExpectErrorAsync(WebSocketCloseStatus.PolicyViolation);
    }

    [SkippableTheory, EachUpstream]
    public async Task A_node_that_stops_is_forgotten_at_once(Upstream upstream)
    {
        await using var group = await NodeGroup.StartAsync(brokers.AddressOf(upstream), 2);
        await using var bob = await group.ConnectAsync(1, "bob");
        await group.WhenKnownAsync(0, 1);

        await group[1].App.StopAsync();

        await group.WhenKnownAsync(0, 0);
        Assert.Equal([group.Registry(0).Node], group.Registry(0).Nodes);
    }

    [SkippableTheory, EachUpstream]
    public async Task A_node_that_is_silent_for_too_long_is_gone_and_comes_back(Upstream upstream)
    {
        await using var group = await NodeGroup.StartAsync(brokers.AddressOf(upstream), 2, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1));
        group[0].App.ExpectsNoProblems = group[1].App.ExpectsNoProblems = false;
        await using var bob = await group.ConnectAsync(1, "bob");
        await group.WhenKnownAsync(0, 1);

        await group[1].Gateway.CloseAsync();
        await group.WhenKnownAsync(0, 0);
        await using var eve = await group.ConnectAsync(1, "eve");
        group[1].Gateway.Open();

        await group.WhenKnownAsync(0, 2);
        await bob.SubscribeAsync("/user/queue/x");
        await group[0].App.Template.SendToUserAsync("bob", "/queue/x", "welcome back");
        Assert.Equal("welcome back", await bob.ReceiveBodyAsync());
    }

    [SkippableTheory, EachUpstream]
    public async Task Who_came_and_went_while_a_node_did_not_listen_is_known_when_it_does(Upstream upstream)
    {
        await using var group = await NodeGroup.StartAsync(brokers.AddressOf(upstream), 2);
        group[0].App.ExpectsNoProblems = group[1].App.ExpectsNoProblems = false;
        await using var bob = await group.ConnectAsync(1, "bob");
        await group.WhenKnownAsync(0, 1);

        await group[0].Gateway.CloseAsync();
        await bob.DisposeAsync();
        var many = new List<StompTestClient>();
        for (var i = 0; i < 250; i++) many.Add(await group.ConnectAsync(1, $"user{i}"));
        group[0].Gateway.Open();

        await group.WhenKnownAsync(0, 250);
        Assert.Equal(many.Select(client => client.SessionId).Order(), group.Registry(0).AllSessions.Select(session => session.Id).Order());
        foreach (var client in many) await client.DisposeAsync();
        await group.WhenKnownAsync(0, 0);
    }

    [SkippableTheory, EachUpstream]
    public async Task Clients_that_subscribe_to_everything_do_not_hear_what_nodes_tell_each_other(Upstream upstream)
    {
        await using var group = await NodeGroup.StartAsync(brokers.AddressOf(upstream), 2);
        await using var spy = await group[0].App.SubscribedAsync("/topic/**");
        await using var bob = await group.ConnectAsync(1, "bob");
        await group.WhenKnownAsync(0, 2);

        await group[1].App.Template.SendAsync("/topic/fence", "the first");

        Assert.Equal("the first", await spy.ReceiveBodyAsync());
    }
}
