using Testing.Brokers;
using Testing.Databases;
using Xunit;

namespace Cluster.Tests;

/// <summary>What the servers share: a broker and a database, for all tests of a class.</summary>
public sealed class OutsideFixture : IAsyncLifetime
{
    private readonly RabbitMqFixture _rabbitMq = new();
    private PostgresServer? _postgres;

    public RabbitMqFixture RabbitMq => _rabbitMq;

    public PostgresServer Postgres => _postgres!;

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is not null) return;
        await Task.WhenAll(_rabbitMq.InitializeAsync(), StartPostgresAsync());
    }

    /// <summary>Skips a test where something is not installed.</summary>
    public void Check()
    {
        Testing.Requirement.Check(_rabbitMq.Missing);
        Testing.Requirement.Check(PostgresServer.Missing);
    }

    public async Task DisposeAsync()
    {
        if (_postgres is not null) await _postgres.DisposeAsync();
        await _rabbitMq.DisposeAsync();
    }

    private async Task StartPostgresAsync() => _postgres = await PostgresServer.StartNewAsync("max_connections = 200");
}
