using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Sessions;
using Stomp.Server.Transports;

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
        var endpoint = ActivatorUtilities.CreateInstance<WebSocketEndpoint>(endpoints.ServiceProvider,
            ActivatorUtilities.CreateInstance<SessionEndpoint>(endpoints.ServiceProvider, options));
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.Use(WebSocketEndpoint.InterceptAsync);
        pipeline.UseWebSockets();
        pipeline.Run(endpoint.HandleAsync);
        return new(endpoints.Map(pattern, pipeline.Build()).WithDisplayName($"STOMP {pattern}"));
    }
}
