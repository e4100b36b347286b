using Xunit;

namespace EndToEnd.Tests;

/// <summary>STOMP clients as their users have them, unmodified, in Node.js.</summary>
public sealed class ClientLibraryTests(ServerProcess server) : IClassFixture<ServerProcess>
{
    [SkippableFact]
    public async Task Stompjs_chats_with_receipts_and_heart_beats()
    {
        Requirement.NodeWithClients();
        await using var beating = new Owned(await ServerProcess.StartAsync("--Stomp:HeartBeatOutgoing=00:00:00.2", "--Stomp:HeartBeatIncoming=00:00:00.2",
            "--Stomp:HeartBeatTolerance=100"));
        await NodeClient.RunAsync("stompjs-chat", beating.Server);
    }

    [SkippableFact]
    public Task Webstomp_client_chats() => NodeClient.RunAsync("webstomp", server);

    [SkippableFact]
    public Task The_documents_own_client_code_chats() => NodeClient.RunAsync("document", server);

    [SkippableFact]
    public Task Two_hundred_clients_in_twenty_rooms_lose_double_reorder_and_leak_nothing() => NodeClient.RunAsync("crowd", server);

    [SkippableFact]
    public async Task Stompjs_talks_again_after_the_server_was_killed_and_started_anew()
    {
        Requirement.NodeWithClients();
        await using var mortal = new Owned(await ServerProcess.StartAsync());
        await using var client = NodeClient.Start("stompjs-reconnect", mortal.Server);
        await client.WaitForLineAsync("talked on connection 1");

        await mortal.Server.KillAsync();
        await mortal.Server.StartAsync();

        await client.WaitForLineAsync("talked on connection 2");
        Assert.Equal(0, await client.WhenEndedAsync());
    }

    [SkippableFact]
    public async Task A_client_that_is_killed_leaves_each_of_its_rooms_once()
    {
        Requirement.NodeWithClients();
        await using var first = await server.ListenAsync("killed-1");
        await using var second = await server.ListenAsync("killed-2");
        await using var client = NodeClient.Start("victim", server);
        await client.WaitForLineAsync("joined");
        Assert.Equal("JOIN ss", await first.NextChatAsync());
        Assert.Equal("JOIN 영희", await second.NextChatAsync());

        client.Kill();

        Assert.Equal("LEAVE ss", await first.NextChatAsync());
        Assert.Equal("LEAVE 영희", await second.NextChatAsync());
        await first.TalkAsync("killed-1", "fence");
        await second.TalkAsync("killed-2", "fence");
        Assert.Equal("TALK fence", await first.NextChatAsync());
        Assert.Equal("TALK fence", await second.NextChatAsync());
    }
}
