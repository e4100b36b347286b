using System.Globalization;
using EndToEnd.Tests;
using Testing.Brokers;

namespace Cluster.Tests;

/// <summary>Three chat servers as one.</summary>
internal sealed class ChatCluster : IAsyncDisposable
{
    /// <summary>What a host gives itself, and a little more.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(40);

    private const int Size = 3;

    private readonly ChatNode[] _nodes;
    private int _next;

    private ChatCluster(ChatNode[] nodes) => _nodes = nodes;

    public ChatNode this[int index] => _nodes[index];

    /// <summary>On RabbitMQ.</summary>
    public static Task<ChatCluster> StartAsync(OutsideFixture outside, params string[] settings)
    {
        outside.Check();
        return StartAsync(outside, outside.RabbitMq.TcpAddress, settings);
    }

    /// <summary>On a broker, with a database of the shared server.</summary>
    public static async Task<ChatCluster> StartAsync(OutsideFixture outside, Uri broker, params string[] settings)
    {
        var database = await outside.Postgres.NewDatabaseAsync();
        var name = Guid.NewGuid().ToString("N");
        var nodes = new ChatNode[Size];
        for (var i = 0; i < Size; i++)
        {
            var gateway = new BrokerGateway(broker);
            var number = (i + 1).ToString(CultureInfo.InvariantCulture);
            var server = await ServerProcess.StartAsync([
                "--Chat:RateLimits:Enabled=false", "--Chat:Storage=Postgres", $"--Chat:ConnectionString={database}", $"--Chat:ServerName=chat{number}",
                $"--Broker:Relay:Addresses:0={gateway.Address}", "--Broker:Relay:ReconnectDelay=00:00:00.1", "--Broker:Relay:ReconnectMaxDelay=00:00:00.5",
                $"--Cluster:Name={name}", $"--Cluster:NodeName=chat{number}", .. settings]);
            nodes[i] = new(server, gateway);
        }

        return new(nodes);
    }

    /// <summary>One server after the other that is up.</summary>
    public async Task<Uri> WhenUpAsync(CancellationToken cancellationToken)
    {
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var node = _nodes[(uint)Interlocked.Increment(ref _next) % Size];
            if (node.IsUp) return new(node.Server.Endpoint);
            await pulse.WaitForNextTickAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
    }
}
