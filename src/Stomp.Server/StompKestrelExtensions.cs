using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Sessions;
using Stomp.Server.Transports;

namespace Stomp.Server;

/// <summary>STOMP over TCP, beside or instead of WebSocket: the same sessions, broker, limits and controllers.</summary>
public static class StompKestrelExtensions
{
    /// <summary>STOMP's port by convention.</summary>
    public const int DefaultPort = 61613;

    /// <summary>Speaks STOMP on this endpoint; call UseHttps before it for TLS. Needs AddStomp.</summary>
    /// <param name="listen">An endpoint of Kestrel.</param>
    /// <param name="configure">Sets the endpoint's options, such as its filters; null for the defaults.</param>
    /// <returns>The endpoint.</returns>
    public static ListenOptions UseStomp(this ListenOptions listen, Action<StompEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(listen);
        var options = new StompEndpointOptions();
        configure?.Invoke(options);
        var services = listen.ApplicationServices;
        var endpoint = ActivatorUtilities.CreateInstance<SessionEndpoint>(services, options);
        var handler = ActivatorUtilities.CreateInstance<TcpConnectionHandler>(services, endpoint);
        listen.Use(_ => handler.OnConnectedAsync);
        return listen;
    }

    /// <summary>
    /// Listens for STOMP on a TCP port beside the application's URLs. (Kestrel ignores the URLs once an endpoint is set in code, so they are
    /// set in code, too.)
    /// </summary>
    /// <param name="web">The application's web host.</param>
    /// <param name="address">Where to listen; <see cref="IPAddress.IPv6Any"/> for every address.</param>
    /// <param name="port">The port, by convention <see cref="DefaultPort"/>.</param>
    /// <param name="configure">Adds to the endpoint, for example UseHttps for TLS.</param>
    /// <returns>The web host.</returns>
    public static IWebHostBuilder ListenStomp(this IWebHostBuilder web, IPAddress address, int port, Action<ListenOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(web);
        ArgumentNullException.ThrowIfNull(address);
        return web.ConfigureKestrel((context, kestrel) =>
        {
            var urls = context.Configuration[WebHostDefaults.ServerUrlsKey] ?? "http://localhost:5000";
            foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) Listen(kestrel, BindingAddress.Parse(url));
            kestrel.Listen(address, port, listen =>
            {
                configure?.Invoke(listen);
                listen.UseStomp();
            });
        });
    }

    private static void Listen(KestrelServerOptions kestrel, BindingAddress url)
    {
        if (url.IsUnixPipe) kestrel.ListenUnixSocket(url.UnixPipePath, Configure);
        else if (url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) kestrel.ListenLocalhost(url.Port, Configure);
        else if (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address)) kestrel.Listen(address, url.Port, Configure);
        else kestrel.ListenAnyIP(url.Port, Configure);

        void Configure(ListenOptions listen)
        {
            if (url.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase)) listen.UseHttps();
        }
    }
}
