using System.Text.Json;
using EndToEnd.Tests;
using Stomp;
using Testing.Server;
using Xunit;

namespace Cluster.Tests;

/// <summary>A room whose people are on three servers.</summary>
public sealed class RoomTests(OutsideFixture outside) : IClassFixture<OutsideFixture>
{
    private readonly string _room = Guid.NewGuid().ToString("N");

    [SkippableFact]
    public async Task Everybody_hears_everybody_in_one_order_with_one_sequence_of_offsets()
    {
        await using var cluster = await ChatCluster.StartAsync(outside);
        var clients = new List<StompTestClient>();
        for (var i = 0; i < 3; i++) clients.Add(await cluster[i].Server.ListenAsync(_room));

        for (var i = 0; i < 90; i++) await SayAsync(clients[i % 3], $"user{i % 3}", $"{i}");

        var heard = new List<string[]>();
        foreach (var client in clients)
        {
            var messages = new string[90];
            for (var i = 0; i < 90; i++)
            {
                var message = await client.ExpectAsync("MESSAGE");
                messages[i] = $"{message.Headers["x-stream-offset"]} {TextOf(message)}";
                Assert.StartsWith($"{i + 1} ", messages[i], StringComparison.Ordinal);
            }

            heard.Add(messages);
            await client.DisposeAsync();
        }

        Assert.Equal(heard[0], heard[1]);
        Assert.Equal(heard[0], heard[2]);
    }

    [SkippableFact]
    public async Task A_server_that_dies_has_its_LEAVEs_said_by_another_once_and_with_the_right_counts()
    {
        await using var cluster = await ChatCluster.StartAsync(outside, "--Chat:LeaseInterval=00:00:00.3", "--Chat:LeaseTimeout=00:00:02");
        await using var here = await cluster[0].Server.ListenAsync(_room);
        await using var there = await cluster[1].Server.ListenAsync(_room);
        await using var third = await cluster[2].Server.ListenAsync(_room);
        foreach (var (client, name, members) in ((StompTestClient, string, string)[])[(there, "there", "1"), (third, "third", "2"), (here, "here", "3")])
        {
            await JoinAsync(client, name);
            Assert.Equal(members, (await here.ExpectAsync("MESSAGE")).Headers["members"]);
        }

        await cluster[1].KillAsync();

        var leave = await here.ExpectAsync("MESSAGE");
        Assert.Equal(("LEAVE", "there", "2"), (TypeOf(leave), SenderOf(leave), leave.Headers["members"]));
        await SayAsync(here, "here", "fence");
        Assert.Equal("fence", TextOf(await here.ExpectAsync("MESSAGE")));
        for (var i = 0; i < 3; i++) Assert.Equal("JOIN", TypeOf(await third.ExpectAsync("MESSAGE")));
        Assert.Equal("LEAVE", TypeOf(await third.ExpectAsync("MESSAGE")));
        Assert.Equal("fence", TextOf(await third.ExpectAsync("MESSAGE")));
    }

    [SkippableFact]
    public async Task A_server_that_dies_and_is_back_at_once_says_its_LEAVEs_itself()
    {
        await using var cluster = await ChatCluster.StartAsync(outside);
        await using var here = await cluster[0].Server.ListenAsync(_room);
        await using var there = await cluster[1].Server.ListenAsync(_room);
        await JoinAsync(here, "both");
        Assert.Equal("1", (await here.ExpectAsync("MESSAGE")).Headers["windows"]);
        await JoinAsync(there, "both");
        Assert.Equal("2", (await here.ExpectAsync("MESSAGE")).Headers["windows"]);

        await cluster[1].KillAndStartAsync();

        var leave = await here.ExpectAsync("MESSAGE");
        Assert.Equal(("LEAVE", "both", "1", "1"), (TypeOf(leave), SenderOf(leave), leave.Headers["members"], leave.Headers["windows"]));
    }

    [SkippableFact]
    public async Task A_server_that_stops_tells_its_clients_to_come_back_and_says_their_LEAVEs()
    {
        await using var cluster = await ChatCluster.StartAsync(outside);
        await using var here = await cluster[0].Server.ListenAsync(_room);
        await using var there = await cluster[1].Server.ListenAsync(_room);
        await JoinAsync(there, "there");
        Assert.Equal("JOIN", TypeOf(await here.ExpectAsync("MESSAGE")));

        var ending = cluster[1].Server.TerminateAsync(ChatCluster.StopPatience);

        Assert.Equal(StompTestClient.ServiceRestart, await there.ClosedAsync());
        Assert.Equal(("LEAVE", "0"), (await here.ExpectAsync("MESSAGE")) is var leave ? (TypeOf(leave), leave.Headers["members"]) : default);
        Assert.Equal(0, await ending);
    }

    private Task JoinAsync(StompTestClient client, string name) => SendAsync(client, "addUser", ChatFrames.Body(_room, "JOIN", name, null));

    private Task SayAsync(StompTestClient client, string name, string text) => SendAsync(client, "sendMessage", ChatFrames.Body(_room, "TALK", name, text));

    private static async Task SendAsync(StompTestClient client, string to, string body) => await client.SendAsync($"SEND\ndestination:/app/chat/{to}\n\n{body}\0");

    private static string TypeOf(StompFrame message) => MemberOf(message, "type");

    private static string SenderOf(StompFrame message) => MemberOf(message, "sender");

    private static string TextOf(StompFrame message) => MemberOf(message, "message");

    private static string MemberOf(StompFrame message, string name)
    {
        using var body = JsonDocument.Parse(message.Body);
        return body.RootElement.GetProperty(name).GetString() ?? "";
    }
}
