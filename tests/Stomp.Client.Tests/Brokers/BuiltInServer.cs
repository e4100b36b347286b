using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stomp.Server;

namespace Stomp.Client.Tests.Brokers;

/// <summary>
/// Our server over WebSocket and TCP, with its own broker or another one behind it. Clients may send to it and subscribe to patterns, as they may in the others.
/// </summary>
public sealed class BuiltInServer(Func<Uri?>? relayTo = null) : IAsyncLifetime
{
    private WebApplication _app = null!;

    public Uri WebSocketAddress { get; private set; } = null!;

    public Uri TcpAddress { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseStomp());
        });
        var stomp = builder.Services.AddStomp(options =>
        {
            options.AllowSendToBroker = options.AllowPatternSubscriptions = true;
            // As the others: they take what the client asks for, from a second on.
            options.HeartBeatIncoming = options.HeartBeatOutgoing = TimeSpan.FromSeconds(1);
        });
        var broker = relayTo?.Invoke();
        // Without linger: who subscribes anew must not meet what was sent before.
        if (broker is not null) stomp.UseBrokerRelay(relay => (relay.Addresses, relay.TopicLinger) = ([broker.Authority], TimeSpan.Zero));
        _app = builder.Build();
        _app.MapStomp("/ws");
        await _app.StartAsync();
        // Addresses come in the order of the endpoints.
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address));
        var ports = addresses.Select(address => address.Port).ToList();
        WebSocketAddress = new($"ws://127.0.0.1:{ports[0]}/ws");
        TcpAddress = new($"stomp://127.0.0.1:{ports[1]}");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();
}
