using EndToEnd.Tests;
using Testing.Brokers;

namespace Cluster.Tests;

/// <summary>One of the servers, and its way to the broker.</summary>
internal sealed class ChatNode(ServerProcess server, BrokerGateway gateway) : IAsyncDisposable
{
    private volatile bool _isUp = true;

    public ServerProcess Server { get; } = server;

    public BrokerGateway Gateway { get; } = gateway;

    public bool IsUp => _isUp;

    /// <summary>SIGKILL, and a new life.</summary>
    public async Task KillAndStartAsync()
    {
        await KillAsync();
        await StartAsync();
    }

    public Task KillAsync()
    {
        _isUp = false;
        return Server.KillAsync();
    }

    public async Task StartAsync()
    {
        await Server.StartAsync();
        _isUp = true;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Gateway.DisposeAsync();
    }
}
