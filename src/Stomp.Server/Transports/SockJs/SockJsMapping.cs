using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Transports.SockJs;

/// <summary>Maps what runs on message connections: a WebSocket at a path, and SockJS under it if that is asked for.</summary>
/// <param name="endpoints">The application.</param>
/// <param name="pattern">The path.</param>
/// <param name="application">What runs there.</param>
/// <param name="webSocket">Answers WebSocket clients of the path.</param>
internal sealed class SockJsMapping(IEndpointRouteBuilder endpoints, string pattern, MessageApplication application, RequestDelegate webSocket)
{
    private const string Rest = "sockJsRest";

    private bool _hasSockJs;

    public EndpointConventions Endpoints { get; } = new();

    public void Map(string kind) =>
        Endpoints.Include(endpoints.Map(pattern, context => _hasSockJs && !AsksForWebSocket(context.Request) ? SockJsEndpoint.GreetAsync(context) : webSocket(context))
            .WithDisplayName($"{kind} {pattern}"));

    public void AddSockJs(SockJsOptions options)
    {
        if (_hasSockJs) throw new InvalidOperationException($"WithSockJs was called twice for '{pattern}'.");
        _hasSockJs = true;
        var timer = endpoints.ServiceProvider.GetRequiredService<SockJsTimer>();
        var framed = MessageWebSockets.Build(endpoints, application, connection => new SockJsWebSocketConnection(connection, options, timer));
        var endpoint = new SockJsEndpoint(options, application, timer, webSocket, framed);
        var under = $"{pattern.TrimEnd('/')}/{{**{Rest}}}";
        Endpoints.Include(endpoints.Map(under, context => endpoint.HandleAsync(context, context.Request.RouteValues[Rest]?.ToString() ?? ""))
            .WithDisplayName($"SockJS {pattern}"));
    }

    private static bool AsksForWebSocket(HttpRequest request) =>
        request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(request.Method);
}
