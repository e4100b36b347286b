using Testing.Brokers;
using Testing.Databases;
using Xunit;

namespace Cluster.Tests.Scenarios;

/// <summary>Both brokers and a database, and the sites that scenarios have asked for: each is started once.</summary>
public sealed class SiteFixture : IAsyncLifetime
{
    private readonly RabbitMqFixture _rabbitMq = new();
    private readonly ActiveMqFixture _activeMq = new();
    // Scenarios of one collection run one after the other.
    private readonly Dictionary<Site, ChatSite> _sites = [];
    private PostgresServer? _postgres;

    public Task InitializeAsync() => Task.WhenAll(_rabbitMq.InitializeAsync(), _activeMq.InitializeAsync(), StartPostgresAsync());

    public async Task DisposeAsync()
    {
        foreach (var site in _sites.Values) await site.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
        await Task.WhenAll(_rabbitMq.DisposeAsync(), _activeMq.DisposeAsync());
    }

    /// <summary>A site that runs; skips the scenario where something is not installed.</summary>
    internal async Task<ChatSite> AtAsync(Site site)
    {
        if (site is Site.OnRabbitMq or Site.ThreeOnRabbitMq) Testing.Requirement.Check(_rabbitMq.Missing);
        if (site is Site.OnActiveMq or Site.ThreeOnActiveMq) Testing.Requirement.Check(_activeMq.Missing);
        if (site is Site.ThreeOnRabbitMq or Site.ThreeOnActiveMq) Testing.Requirement.Check(PostgresServer.Missing);
        if (!_sites.TryGetValue(site, out var running)) _sites.Add(site, running = await StartAsync(site));
        return running;
    }

    private async Task<ChatSite> StartAsync(Site site) => site switch
    {
        Site.OnRabbitMq => await ChatSite.StartAsync(_rabbitMq.TcpAddress),
        Site.OnActiveMq => await ChatSite.StartAsync(_activeMq.TcpAddress),
        Site.ThreeOnRabbitMq => await ChatSite.StartAsync(_rabbitMq.TcpAddress, await _postgres!.NewDatabaseAsync()),
        Site.ThreeOnActiveMq => await ChatSite.StartAsync(_activeMq.TcpAddress, await _postgres!.NewDatabaseAsync()),
        _ => await ChatSite.StartAsync(),
    };

    private async Task StartPostgresAsync()
    {
        if (PostgresServer.Missing is null) _postgres = await PostgresServer.StartNewAsync("max_connections = 200");
    }
}
