using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Transports.SockJs.Drafts;

namespace Stomp.Server.Transports.SockJs;

/// <summary>Maps what runs on message connections: a WebSocket at a path, and SockJS under it if that is asked for.</summary>
/// <param name="endpoints">The application.</param>
/// <param name="pattern">The path.</param>
/// <param name="application">What runs there.</param>
/// <param name="webSocket">Answers WebSocket clients of the path.</param>
internal sealed class SockJsMapping(IEndpointRouteBuilder endpoints, string pattern, MessageApplication application, RequestDelegate webSocket)
{
    private const string Rest = "sockJsRest";

    private readonly Draining _draining = endpoints.ServiceProvider.GetRequiredService<Draining>();
    private SockJsEndpoint? _sockJs;

    public EndpointConventions Endpoints { get; } = new();

    public void Map(string kind) =>
        Endpoints.Include(endpoints.Map(pattern, HandleAsync).WithDisplayName($"{kind} {pattern}"));

    public void AddSockJs(SockJsOptions options)
    {
        if (_sockJs is not null) throw new InvalidOperationException($"WithSockJs was called twice for '{pattern}'.");
        var timer = endpoints.ServiceProvider.GetRequiredService<SockJsTimer>();
        var framing = new MessageFraming(options.MaxRequestBytes, connection => new SockJsWebSocketConnection(connection, options, timer));
        var framed = MessageWebSockets.Build(endpoints, application, framing,
            options.AllowOldWebSocketDrafts ? OldWebSocketDrafts.Handle(application, framing) : null);
        var endpoint = _sockJs = new SockJsEndpoint(options, application, timer, _draining, webSocket, framed);
        var under = $"{pattern.TrimEnd('/')}/{{**{Rest}}}";
        Endpoints.Include(endpoints.Map(under, context => endpoint.HandleAsync(context, context.Request.RouteValues[Rest]?.ToString() ?? ""))
            .WithDisplayName($"SockJS {pattern}"));
    }

    private Task HandleAsync(HttpContext context) =>
        _draining.HasBegun ? Draining.RefuseAsync(context)
        : _sockJs is null || AsksForWebSocket(context.Request) ? webSocket(context) : _sockJs.HandleAsync(context, "");

    private static bool AsksForWebSocket(HttpRequest request) =>
        request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(request.Method);
}
