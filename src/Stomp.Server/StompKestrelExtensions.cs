using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Stomp.Server.Sessions;
using Stomp.Server.Transports;
using Stomp.Server.Transports.Handover;

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
    /// <remarks>Kestrel ignores the application's URLs once an endpoint is set in code: <see cref="ListenStomp"/> leaves them as they are.</remarks>
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
    /// Lets WebSocket sessions of this endpoint go on without their HTTP requests (see <see cref="StompEndpointOptions.KeepRequest"/>). AddStomp does this
    /// for every endpoint, by ConfigureEndpointDefaults; an application that calls that itself, which replaces the call before, calls this in it.
    /// </summary>
    /// <param name="listen">An endpoint of Kestrel, before UseHttps and other middleware.</param>
    /// <returns>The endpoint.</returns>
    public static ListenOptions UseStompHandover(this ListenOptions listen)
    {
        ArgumentNullException.ThrowIfNull(listen);
        ConnectionHandover.Use(listen);
        return listen;
    }

    /// <summary>
    /// Listens for STOMP on a TCP port beside the application's own URLs and endpoints, however those are configured. May be called again for
    /// another port. Needs AddStomp.
    /// </summary>
    /// <param name="web">The application's web host.</param>
    /// <param name="address">Where to listen; <see cref="IPAddress.IPv6Any"/> for every address.</param>
    /// <param name="port">The port, by convention <see cref="DefaultPort"/>; 0 for a free one, which the endpoint's IPEndPoint names after the start.</param>
    /// <param name="configure">Adds to the endpoint, for example UseHttps for TLS.</param>
    /// <param name="configureStomp">Sets the endpoint's STOMP options, such as its filters; null for the defaults.</param>
    /// <returns>The web host.</returns>
    /// <remarks>
    /// The port has a Kestrel of its own, which takes certificates and the limit of connections from the application's settings of Kestrel; what
    /// ConfigureHttpsDefaults sets is the other's.
    /// </remarks>
    public static IWebHostBuilder ListenStomp(this IWebHostBuilder web, IPAddress address, int port, Action<ListenOptions>? configure = null,
        Action<StompEndpointOptions>? configureStomp = null)
    {
        ArgumentNullException.ThrowIfNull(web);
        ArgumentNullException.ThrowIfNull(address);
        return web.ConfigureServices(services => services.AddSingleton<IHostedService>(provider =>
            ActivatorUtilities.CreateInstance<TcpListening>(provider, new IPEndPoint(address, port), configure ?? (_ => { }),
            configureStomp ?? (_ => { }))));
    }
}
