using Testing.Brokers;

namespace Stomp.Client.Tests.Brokers;

/// <summary>All brokers, started side by side.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    private readonly BuiltInServer _builtIn = new();
    private readonly RabbitMqFixture _rabbitMq = new();
    private readonly ActiveMqFixture _activeMq = new();

    public Task InitializeAsync() => Task.WhenAll(_builtIn.InitializeAsync(), _rabbitMq.InitializeAsync(), _activeMq.InitializeAsync());

    public Task DisposeAsync() => Task.WhenAll(_builtIn.DisposeAsync(), _rabbitMq.DisposeAsync(), _activeMq.DisposeAsync());

    public TargetBroker Find(Broker broker) => broker switch
    {
        Broker.BuiltInOverWebSocket => new BuiltInBroker(_builtIn.WebSocketAddress),
        Broker.BuiltInOverTcp => new BuiltInBroker(_builtIn.TcpAddress),
        Broker.RabbitMqOverWebSocket => new RabbitMqBroker(_rabbitMq.WebSocketAddress, _rabbitMq.Missing),
        Broker.RabbitMqOverTcp => new RabbitMqBroker(_rabbitMq.TcpAddress, _rabbitMq.Missing),
        _ => new ActiveMqBroker(_activeMq.TcpAddress, _activeMq.Missing),
    };
}
