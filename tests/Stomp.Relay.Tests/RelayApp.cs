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
    public static async Task<RelayApp> StartAsync(Uri broker, Action<BrokerRelayOptions>? relay = null, Action<StompBuilder>? stomp = null,
        Action<StompOptions>? options = null)
    {
        var gateway = new BrokerGateway(broker);
        var app = await TestApp.StartOpenAsync(options, stomp: builder =>
        {
            builder.AddBrokerAvailabilityListener<AvailabilityProbe>().UseBrokerRelay(all =>
            {
                all.Addresses = [gateway.Address];
                all.ReconnectDelay = all.ReconnectMaxDelay = TimeSpan.FromMilliseconds(50);
                relay?.Invoke(all);
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

    /// <summary>Breaks every connection to the broker, and has it away until it is opened again.</summary>
    public async Task LoseBrokerAsync()
    {
        // What happens then is logged as a warning.
        App.ExpectsNoProblems = false;
        await Gateway.CloseAsync();
        Assert.False(await Availability.NextAsync());
    }

    public async Task RegainBrokerAsync()
    {
        Gateway.Open();
        Assert.True(await Availability.NextAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Gateway.DisposeAsync();
    }
}
