using Stomp.Server;

namespace ConformanceServer;

/// <summary>The four services that SockJS' executable specification asks for; <c>/echo/websocket</c> is the plain echo of WebSocket suites, too.</summary>
public static class SockJsServices
{
    private const int MostMessageBytes = 16 << 20;

    /// <param name="app">The application.</param>
    /// <param name="configure">Sets more options; null for none.</param>
    public static void MapSockJsServices(this IEndpointRouteBuilder app, Action<SockJsOptions>? configure = null)
    {
        void Test(SockJsOptions options)
        {
            options.MaxStreamBytes = 4096;
            options.MaxRequestBytes = 2 * MostMessageBytes;
            options.AllowOldWebSocketDrafts = true;
            configure?.Invoke(options);
        }

        app.MapMessageHandler<EchoHandler>("/echo", AllowEverything).WithSockJs(Test);
        app.MapMessageHandler<CloseHandler>("/close", AllowEverything).WithSockJs(Test);
        app.MapMessageHandler<EchoHandler>("/disabled_websocket_echo", AllowEverything).WithSockJs(options =>
        {
            Test(options);
            options.Transports &= ~SockJsTransports.WebSocket;
        });
        app.MapMessageHandler<EchoHandler>("/cookie_needed_echo", AllowEverything).WithSockJs(options =>
        {
            Test(options);
            options.CookieNeeded = true;
        });
    }

    private static void AllowEverything(MessageHandlerOptions options)
    {
        options.AllowedOrigins.Add("*");
        options.MaxMessageBytes = MostMessageBytes;
        options.MaxQueuedBytes = 2 * MostMessageBytes;
        options.AllowCompression = true;
    }
}
