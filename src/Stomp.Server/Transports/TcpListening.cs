using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Stomp.Server.Transports;

/// <summary>
/// Listens for STOMP on a Kestrel of its own. An endpoint set in code on the application's Kestrel would make that one ignore its URLs,
/// its ports of the environment and its addresses added later.
/// </summary>
internal sealed partial class TcpListening(IPEndPoint endPoint, Action<ListenOptions> configure, Action<StompEndpointOptions> configureStomp,
    IServiceProvider services, IOptions<KestrelServerOptions> kestrel, IOptions<SocketTransportOptions> sockets, IConfiguration configuration,
    ILoggerFactory loggers, ILogger<TcpListening> logger)
    : IHostedService, IDisposable
{
    private KestrelServer? _server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { ApplicationServices = services };
        options.Limits.MaxConcurrentConnections = kestrel.Value.Limits.MaxConcurrentConnections;
        options.Configure(Certificates());
        ListenOptions? listening = null;
        options.Listen(endPoint, listen =>
        {
            // Kestrel would tell that HTTP/2 cannot be had here.
            listen.Protocols = HttpProtocols.Http1;
            configure(listen);
            listen.UseStomp(configureStomp);
            listening = listen;
        });
        _server = new KestrelServer(Options.Create(options), new SocketTransportFactory(sockets, loggers), loggers);
        await _server.StartAsync(new NoHttp(), cancellationToken);
        LogListening(listening!.IPEndPoint!);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public void Dispose() => _server?.Dispose();

    /// <summary>What the settings say of certificates, without the endpoints beside them, which are the application's.</summary>
    private IConfigurationRoot Certificates()
    {
        const string Settings = "Kestrel:";
        return new ConfigurationBuilder().AddInMemoryCollection(configuration.GetSection($"{Settings}Certificates").AsEnumerable()
            .Select(setting => KeyValuePair.Create(setting.Key[Settings.Length..], setting.Value))).Build();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Listening for STOMP on {EndPoint}")]
    private partial void LogListening(IPEndPoint endPoint);

    /// <summary>Never reached: each connection ends in <see cref="TcpConnectionHandler"/>.</summary>
    private sealed class NoHttp : IHttpApplication<IFeatureCollection>
    {
        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

        public Task ProcessRequestAsync(IFeatureCollection context) => Task.CompletedTask;

        public void DisposeContext(IFeatureCollection context, Exception? exception)
        {
        }
    }
}
