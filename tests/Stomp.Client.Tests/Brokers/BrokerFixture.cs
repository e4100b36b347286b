using Testing.Brokers;

namespace Stomp.Client.Tests.Brokers;

/// <summary>All brokers, started side by side.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    private readonly BuiltInServer _builtIn = new();
    private readonly RabbitMqFixture _rabbitMq = new();
    private readonly ActiveMqFixture _activeMq = new();

    private readonly BuiltInServer _toRabbitMq;
    private readonly BuiltInServer _toActiveMq;

    public BrokerFixture()
    {
        _toRabbitMq = new(() => _rabbitMq.TcpAddress);
        _toActiveMq = new(() => _activeMq.TcpAddress);
    }

    public async Task InitializeAsync()
    {
        await Task.WhenAll(_builtIn.InitializeAsync(), _rabbitMq.InitializeAsync(), _activeMq.InitializeAsync());
        await Task.WhenAll(_toRabbitMq.InitializeAsync(), _toActiveMq.InitializeAsync());
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(_toRabbitMq.DisposeAsync(), _toActiveMq.DisposeAsync());
        await Task.WhenAll(_builtIn.DisposeAsync(), _rabbitMq.DisposeAsync(), _activeMq.DisposeAsync());
    }

    public TargetBroker Find(Broker broker) => broker switch
    {
        Broker.BuiltInOverWebSocket => new BuiltInBroker(_builtIn.WebSocketAddress),
        Broker.BuiltInOverTcp => new BuiltInBroker(_builtIn.TcpAddress),
        Broker.RabbitMqOverWebSocket => new RabbitMqBroker(_rabbitMq.WebSocketAddress, _rabbitMq.Missing),
        Broker.RabbitMqOverTcp => new RabbitMqBroker(_rabbitMq.TcpAddress, _rabbitMq.Missing),
        Broker.RelayToRabbitMq => new RelayToRabbitMqBroker(_toRabbitMq.TcpAddress, _rabbitMq.Missing),
        Broker.RelayToActiveMq => new RelayToActiveMqBroker(_toActiveMq.TcpAddress, _activeMq.Missing),
        _ => new ActiveMqBroker(_activeMq.TcpAddress, _activeMq.Missing),
    };
}
