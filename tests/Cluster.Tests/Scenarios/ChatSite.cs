using EndToEnd.Tests;
using Testing.Server;

namespace Cluster.Tests.Scenarios;

/// <summary>Chat servers that are one to their clients.</summary>
internal sealed class ChatSite : IAsyncDisposable
{
    private const int Several = 3;

    // What clients of the chat have no use for is open here: a scenario is about the servers.
    private static readonly string[] Open =
        ["--Chat:RateLimits:Enabled=false", "--Stomp:AllowSendToBroker=true", "--Stomp:AllowSendToUsers=true"];

    private readonly ServerProcess[] _servers;

    private ChatSite(ServerProcess[] servers) => _servers = servers;

    /// <param name="broker">The broker; null for the built-in one.</param>
    /// <param name="database">How to connect to the database that several servers share; null for one server with its own.</param>
    public static async Task<ChatSite> StartAsync(Uri? broker = null, string? database = null)
    {
        string[] relay = broker is null ? [] : [$"--Broker:Relay:Addresses:0={broker.Authority}", $"--Cluster:Name={Guid.NewGuid():N}"];
        string[] store = database is null ? [] : ["--Chat:Storage=Postgres", $"--Chat:ConnectionString={database}"];
        return new(await Task.WhenAll(Enumerable.Range(1, database is null ? 1 : Several)
            .Select(number => ServerProcess.StartAsync([.. Open, .. relay, .. store, $"--Chat:ServerName=chat{number}", $"--Cluster:NodeName=chat{number}"]))));
    }

    /// <summary>Connects to one of the servers; where there is one, all are that one.</summary>
    public async Task<StompTestClient> ConnectAsync(int server, string? headers = null)
    {
        var client = await StompTestClient.OpenAsync(new Uri(_servers[server % _servers.Length].Endpoint));
        await client.SendAsync($"CONNECT\naccept-version:1.2\nhost:test\n{headers}\n\0");
        client.SessionId = (await client.ExpectAsync("CONNECTED")).Headers["session"]!;
        return client;
    }

    /// <summary>Connects and subscribes.</summary>
    public async Task<StompTestClient> SubscribedAsync(int server, string destination, string? headers = null)
    {
        var client = await ConnectAsync(server, headers);
        await client.SubscribeAsync(destination);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
    }
}
