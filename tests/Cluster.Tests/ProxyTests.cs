using EndToEnd.Tests;
using Testing.Server;
using Xunit;

namespace Cluster.Tests;

/// <summary>nginx before three servers, as docs/deploy.md has it.</summary>
public sealed class ProxyTests(OutsideFixture outside) : IClassFixture<OutsideFixture>
{
    [SkippableFact]
    public async Task Sessions_over_WebSocket_need_no_sticky_server()
    {
        await using var cluster = await ChatCluster.StartAsync(outside);
        await using var nginx = await DocumentedProxy.StartAsync(cluster, sticky: false);
        var clients = new List<StompTestClient>();
        for (var i = 0; i < 9; i++) clients.Add(await ListenAsync(nginx));

        await clients[0].SendAsync($"SEND\ndestination:/app/chat/sendMessage\n\n{ChatFrames.Body("room", "TALK", "one", "hi")}\0");

        foreach (var client in clients)
        {
            await client.ExpectAsync("MESSAGE");
            await client.DisposeAsync();
        }

        for (var i = 0; i < 3; i++) Assert.Contains("connected", cluster[i].Server.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Sessions_of_SockJS_find_their_server_and_stopped_servers_are_passed_over()
    {
        await using var cluster = await ChatCluster.StartAsync(outside);
        await using var nginx = await DocumentedProxy.StartAsync(cluster, sticky: true);
        using var http = new HttpClient { BaseAddress = nginx.Address, Timeout = StompTestClient.Patience };
        for (var i = 0; i < 12; i++) await ConnectBySockJsAsync(http, $"session{i}");

        Assert.Equal(0, await cluster[1].Server.TerminateAsync(ChatCluster.StopPatience));

        for (var i = 0; i < 6; i++) await (await ListenAsync(nginx)).DisposeAsync();
        for (var i = 0; i < 6; i++) await ConnectBySockJsAsync(http, $"later{i}");
    }

    private static async Task ConnectBySockJsAsync(HttpClient http, string session)
    {
        var path = $"/ws/000/{session}";
        Assert.Equal("o\n", await PostAsync(http, $"{path}/xhr", ""));
        await PostAsync(http, $"{path}/xhr_send", """["CONNECT\naccept-version:1.2\n\n\u0000"]""");
        Assert.Contains("CONNECTED", await PostAsync(http, $"{path}/xhr", ""), StringComparison.Ordinal);
    }

    private static async Task<string> PostAsync(HttpClient http, string path, string body)
    {
        using var content = new StringContent(body);
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<StompTestClient> ListenAsync(NginxProcess nginx)
    {
        var client = await StompTestClient.OpenAsync(new Uri($"ws://{nginx.Address.Authority}/ws"));
        await client.SendAsync("CONNECT\naccept-version:1.2\nhost:test\n\n\0");
        await client.ExpectAsync("CONNECTED");
        await client.SubscribeAsync("/topic/public/room");
        return client;
    }
}
