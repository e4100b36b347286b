using Microsoft.Extensions.DependencyInjection;
using Stomp.Server;

namespace Stomp.Relay.Tests.Cluster;

/// <summary>Applications that work as one, each with a broker behind a gateway of its own.</summary>
internal sealed class NodeGroup(Uri broker, TimeSpan leaseInterval, TimeSpan leaseTimeout) : IAsyncDisposable
{
    private readonly string _name = Guid.NewGuid().ToString("N");
    private readonly List<RelayApp> _nodes = [];

    public RelayApp this[int index] => _nodes[index];

    /// <summary>Starts so many, which know each other when it is done.</summary>
    /// <param name="broker">Where the broker is.</param>
    /// <param name="count">How many.</param>
    /// <param name="leaseInterval">Null for one longer than a test.</param>
    /// <param name="leaseTimeout">Null for one longer than a test.</param>
    public static async Task<NodeGroup> StartAsync(Uri broker, int count, TimeSpan? leaseInterval = null, TimeSpan? leaseTimeout = null)
    {
        var group = new NodeGroup(broker, leaseInterval ?? TimeSpan.FromMinutes(10), leaseTimeout ?? TimeSpan.FromHours(1));
        for (var i = 0; i < count; i++) await group.AddAsync();
        return group;
    }

    public async Task<RelayApp> AddAsync()
    {
        var node = await RelayApp.StartAsync(broker, stomp: stomp =>
        {
            stomp.AddConnectAuthenticator<LoginIsName>();
            stomp.Services.Configure<StompOptions>(options => options.AllowSendToUsers = true);
            stomp.AddCluster(options =>
            {
                options.Name = _name;
                options.NodeName = $"node{_nodes.Count + 1}";
                options.LeaseInterval = leaseInterval;
                options.LeaseTimeout = leaseTimeout;
            });
        });
        _nodes.Add(node);
        foreach (var one in _nodes) await Eventually.TrueAsync(() => RegistryOf(one).Nodes.Count == _nodes.Count, () => string.Join(", ", RegistryOf(one).Nodes));
        return node;
    }

    public IUserRegistry Registry(int index) => RegistryOf(_nodes[index]);

    public Task<StompTestClient> ConnectAsync(int index, string user) => _nodes[index].App.ConnectAsync(headers: $"login:{user}\n");

    /// <summary>Waits until a node knows so many sessions.</summary>
    public Task WhenKnownAsync(int index, int sessions) =>
        Eventually.TrueAsync(() => Registry(index).AllSessions.Count == sessions, () => $"Expected {sessions} sessions, knows {string.Join(", ", Registry(index).AllSessions.Select(session => $"{session.User} on {session.Node}"))}");

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
    }

    private static IUserRegistry RegistryOf(RelayApp node) => node.App.Services.GetRequiredService<IUserRegistry>();
}
