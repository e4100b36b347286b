using Microsoft.Extensions.DependencyInjection;
using Stomp.Client;
using Stomp.Server;
using Stomp.Server.Relay;
using Testing.Brokers;

namespace Stomp.Relay.Tests;

/// <summary>An application whose broker is outside, behind a gateway that a test can watch and close.</summary>
internal sealed class RelayApp : IAsyncDisposable
{
    private readonly Uri _broker;

    private RelayApp(TestApp app, BrokerGateway gateway, Uri broker) => (App, Gateway, _broker) = (app, gateway, broker);

    public TestApp App { get; }

    public BrokerGateway Gateway { get; }

    public AvailabilityProbe Availability => (AvailabilityProbe)App.Services.GetServices<IBrokerAvailabilityListener>().Single();

    public BrokerLink Link => App.Services.GetRequiredService<BrokerLink>();

    public SharedTopics Topics => App.Services.GetRequiredService<SharedTopics>();

    /// <summary>Starts one, and waits until the broker is there.</summary>
    public static async Task<RelayApp> StartAsync(Uri broker, Action<BrokerRelayOptions>? relay = null, Action<StompBuilder>? stomp = null)
    {
        var gateway = new BrokerGateway(broker);
        var app = await TestApp.StartOpenAsync(stomp: builder =>
        {
            builder.AddBrokerAvailabilityListener<AvailabilityProbe>().UseBrokerRelay(options =>
            {
                options.Addresses = [gateway.Address];
                options.ReconnectDelay = options.ReconnectMaxDelay = TimeSpan.FromMilliseconds(50);
                relay?.Invoke(options);
            });
            stomp?.Invoke(builder);
        });
        var started = new RelayApp(app, gateway, broker);
        Assert.True(await started.Availability.NextAsync());
        return started;
    }

    /// <summary>A client of the broker itself.</summary>
    public async Task<StompClient> ConnectStraightAsync()
    {
        var client = new StompClient(_broker, new() { Host = "/", Login = "guest", Passcode = "guest", Reconnect = StompReconnectOptions.Never });
        await client.ConnectAsync().WaitAsync(StompTestClient.Patience);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Gateway.DisposeAsync();
    }
}
