using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Sessions;
using Stomp.Server.Transports;
using Stomp.Server.Transports.SockJs;

namespace Stomp.Server;

/// <summary>Maps STOMP endpoints.</summary>
public static class StompEndpointRouteBuilderExtensions
{
    /// <summary>Serves STOMP over WebSocket at a path. Several paths serve the same broker.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path, for example <c>/ws</c>.</param>
    /// <param name="configure">Sets the endpoint's options; null for the defaults.</param>
    /// <returns>The endpoint, for conventions.</returns>
    /// <exception cref="InvalidOperationException">AddStomp was not called, or a message controller cannot work.</exception>
    public static StompEndpointConventionBuilder MapStomp(this IEndpointRouteBuilder endpoints, string pattern,
        Action<StompEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = new StompEndpointOptions();
        configure?.Invoke(options);

        // Made here and not with the first connection, so that what is wrong with the controllers is told at start.
        var services = endpoints.ServiceProvider;
        var endpoint = ActivatorUtilities.CreateInstance<SessionEndpoint>(services, options);
        var application = ActivatorUtilities.CreateInstance<StompApplication>(services, endpoint);
        // Compressed messages cannot be framed once for all, nor written past the library's WebSocket.
        var webSocket = options.AllowCompression ? MessageWebSockets.Build(endpoints, application) : BuildWebSocket(endpoints, endpoint);
        var mapping = new SockJsMapping(endpoints, pattern, application, webSocket);
        mapping.Map("STOMP");
        return new(mapping.Endpoints, mapping.AddSockJs);
    }

    private static RequestDelegate BuildWebSocket(IEndpointRouteBuilder endpoints, SessionEndpoint endpoint)
    {
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.Use(WebSocketEndpoint.InterceptAsync);
        pipeline.UseWebSockets();
        pipeline.Run(ActivatorUtilities.CreateInstance<WebSocketEndpoint>(endpoints.ServiceProvider, endpoint).HandleAsync);
        return pipeline.Build();
    }
}
