using Testing.Brokers;

namespace Stomp.Relay.Tests;

/// <summary>Both brokers, started side by side, for all tests that leave them alone.</summary>
public sealed class UpstreamFixture : IAsyncLifetime
{
    private readonly RabbitMqFixture _rabbitMq = new();
    private readonly ActiveMqFixture _activeMq = new();

    public Task InitializeAsync() => Task.WhenAll(_rabbitMq.InitializeAsync(), _activeMq.InitializeAsync());

    public Task DisposeAsync() => Task.WhenAll(_rabbitMq.DisposeAsync(), _activeMq.DisposeAsync());

    /// <summary>Where a broker is; skips the test where it is not installed.</summary>
    public Uri AddressOf(Upstream upstream)
    {
        Requirement.Check(upstream == Upstream.RabbitMq ? _rabbitMq.Missing : _activeMq.Missing);
        return upstream == Upstream.RabbitMq ? _rabbitMq.TcpAddress : _activeMq.TcpAddress;
    }
}
