using System.Globalization;
using System.Text.Json;
using Stomp;
using Testing.Databases;
using Testing.Server;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>Who was in a room when the server was killed is there no more when it starts again, and the room's log says so once.</summary>
public sealed class GhostTests
{
    [Fact]
    public async Task A_killed_server_says_the_missing_leaves_once_when_it_starts_again()
    {
        await using var owned = new Owned(await ServerProcess.StartAsync());
        var server = owned.Server;
        await using (var one = await server.ListenAsync("room"))
        await using (var tab = await server.ListenAsync("room"))
        await using (var other = await server.ListenAsync("room"))
        await using (var left = await server.ListenAsync("room"))
        {
            await JoinAsync(one, "민서");
            await JoinAsync(tab, "민서");
            await JoinAsync(other, "지훈");
            await JoinAsync(left, "gone");
            await left.SendAsync("DISCONNECT\n\n\0");
            await WhenMembersAsync(server, "gone", "offline");
            await server.KillAsync();
        }

        // Killed again at once: what was said is not said again.
        await server.StartAsync();
        await server.KillAsync();
        await server.StartAsync();

        using var http = new HttpClient { BaseAddress = server.Address, Timeout = StompTestClient.Patience };
        var page = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync(new Uri("/api/rooms/room/messages", UriKind.Relative)));
        var said = page.GetProperty("messages").EnumerateArray().Select(message => $"{message.GetProperty("type")} {message.GetProperty("sender")}").ToArray();
        Assert.Equal(["JOIN gone", "JOIN 민서", "JOIN 민서", "JOIN 지훈", "LEAVE gone", "LEAVE 민서", "LEAVE 민서", "LEAVE 지훈"], said.Order(StringComparer.Ordinal));
        var members = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync(new Uri("/api/rooms/room/members", UriKind.Relative)));
        Assert.All(members.EnumerateArray(), member => Assert.Equal("offline", member.GetProperty("state").GetString()));
        Assert.Equal(3, members.GetArrayLength());

        await using var late = await StompTestClient.OpenAsync(new Uri(server.Endpoint));
        await late.SendAsync("CONNECT\naccept-version:1.2\nhost:test\n\n\0SUBSCRIBE\nid:0\ndestination:/topic/public/room\nx-stream-offset:first\n\n\0");
        await late.ExpectAsync("CONNECTED");
        var counts = new List<int>();
        for (var i = 0; i < 8; i++) counts.Add(int.Parse((await late.ExpectAsync("MESSAGE")).Headers["members"]!, CultureInfo.InvariantCulture));
        Assert.Equal(0, counts[^1]);
    }

    [Fact]
    public async Task However_often_it_is_killed_each_join_has_one_leave()
    {
        await using var owned = new Owned(await ServerProcess.StartAsync());
        await EachJoinHasOneLeaveAsync(owned.Server);
    }

    [SkippableFact]
    public async Task However_often_it_is_killed_each_join_has_one_leave_in_PostgreSQL()
    {
        Testing.Requirement.Check(PostgresServer.Missing);
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var owned = new Owned(await ServerProcess.StartAsync("--Chat:Storage=Postgres", $"--Chat:ConnectionString={await postgres.NewDatabaseAsync()}"));
        await EachJoinHasOneLeaveAsync(owned.Server);
    }

    private static async Task EachJoinHasOneLeaveAsync(ServerProcess server)
    {
        var joined = 0;
        for (var life = 0; life < 4; life++)
        {
            var clients = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => server.ListenAsync("room")));
            await Task.WhenAll(clients.Select((client, i) => client.SendAsync(Join($"{life}-{i}"))));
            // Some have joined, some are about to, some leave.
            await clients[0].ExpectAsync("MESSAGE");
            clients[1].Kill();
            await server.KillAsync();
            foreach (var client in clients) await client.DisposeAsync();
            await server.StartAsync();
            joined += clients.Length;
        }

        using var http = new HttpClient { BaseAddress = server.Address, Timeout = StompTestClient.Patience };
        var page = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync(new Uri("/api/rooms/room/messages?limit=200", UriKind.Relative)));
        var messages = page.GetProperty("messages").EnumerateArray().Select(message => (Type: message.GetProperty("type").GetString(), Name: message.GetProperty("sender").GetString())).ToArray();
        Assert.True(messages.Length <= joined * 2);
        var (joins, leaves) = (messages.Where(one => one.Type == "JOIN").Select(one => one.Name).ToArray(), messages.Where(one => one.Type == "LEAVE").Select(one => one.Name).ToArray());
        Assert.Equal(leaves.Distinct(), leaves);
        Assert.Empty(joins.Except(leaves));
        Assert.Empty(leaves.Except(joins));
    }

    private static string Join(string name) => $$"""
        SEND
        destination:/app/chat/addUser
        receipt:in

        {"roomId":"room","sender":"{{name}}"}
        """.ReplaceLineEndings("\n") + "\0";

    private static async Task JoinAsync(StompTestClient client, string name)
    {
        await client.SendAsync(Join(name));
        StompFrame frame;
        do frame = await client.ReceiveAsync();
        while (frame.Command != StompCommand.Receipt);
    }

    private static Task WhenMembersAsync(ServerProcess server, string name, string state) => Eventually.TrueAsync(async () =>
    {
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = StompTestClient.Patience };
        var members = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync(new Uri("/api/rooms/room/members", UriKind.Relative)));
        return members.EnumerateArray().Any(member => member.GetProperty("name").GetString() == name && member.GetProperty("state").GetString() == state);
    });
}
