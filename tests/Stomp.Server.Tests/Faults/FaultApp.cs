using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Broker;
using Stomp.Server.Broker.Queues;
using Stomp.Server.Sessions;

namespace Stomp.Server.Tests.Faults;

/// <summary>An open application that listens for STOMP over TCP, too, with a look at what waits in it.</summary>
internal sealed class FaultApp : IAsyncDisposable
{
    // What the system holds for a connection is beside the server's bounds: little of it, so that those are reached soon.
    private const int SocketBufferBytes = 16 * 1024;

    private FaultApp(TestApp app, int tcpPort) => (App, TcpPort) = (app, tcpPort);

    public TestApp App { get; }

    public int TcpPort { get; }

    public MemoryGauge Gauge => App.Services.GetRequiredService<MemoryGauge>();

    public QueueBroker Queues => App.Services.GetRequiredService<QueueBroker>();

    public InMemoryBroker Broker => App.Services.GetRequiredService<InMemoryBroker>();

    public SessionRegistry Sessions => App.Services.GetRequiredService<SessionRegistry>();

    public static async Task<FaultApp> StartAsync(Action<StompOptions>? options = null)
    {
        ListenOptions? tcp = null;
        var app = await TestApp.StartOpenAsync(options, host: web => web
            .UseSockets(sockets => sockets.CreateBoundListenSocket = Bind)
            .ListenStomp(IPAddress.Loopback, 0, listen => tcp = listen));
        return new(app, tcp!.IPEndPoint!.Port);
    }

    public Task<BareClient> ConnectAsync(CancellationToken cancellationToken, int? receiveBuffer = null) =>
        BareClient.ConnectAsync(TcpPort, cancellationToken, receiveBuffer);

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static System.Net.Sockets.Socket Bind(EndPoint endPoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        socket.SendBufferSize = SocketBufferBytes;
        return socket;
    }
}
