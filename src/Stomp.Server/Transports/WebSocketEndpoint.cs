using System.Net.Sockets;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stomp.Server.Security;
using Stomp.Server.Sessions;
using Stomp.Server.Transports.Handover;

namespace Stomp.Server.Transports;

/// <summary>Answers the WebSocket handshake and runs the session until it ends.</summary>
internal sealed partial class WebSocketEndpoint(SessionEndpoint endpoint, SessionServices services, IOptions<KestrelServerOptions> kestrel,
    ILogger<WebSocketEndpoint> logger)
{
    // The names registered with IANA, the one to prefer first.
    private static readonly string[] SubProtocols = ["v12.stomp", "v11.stomp", "v10.stomp"];

    // The server counts upgraded connections for as long as their requests last.
    private readonly bool _handsOver = !endpoint.Options.KeepRequest && kestrel.Value.Limits.MaxConcurrentUpgradedConnections is null;

    /// <summary>Runs before ASP.NET Core's WebSocket middleware, which would take the server's own features.</summary>
    public static Task InterceptAsync(HttpContext context, RequestDelegate next)
    {
        var features = context.Features;
        var upgrade = new InterceptedUpgrade(features.Get<IHttpUpgradeFeature>(), features.Get<IHttpExtendedConnectFeature>());
        features.Set<IHttpUpgradeFeature>(upgrade);
        features.Set<IHttpExtendedConnectFeature>(upgrade);
        return next(context);
    }

    public async Task HandleAsync(HttpContext context)
    {
        if (!OriginPolicy.Allows(context.Request, endpoint.Options.AllowedOrigins))
        {
            LogOriginRefused(context.Request.Headers.Origin.ToString());
            await AnswerAsync(context, StatusCodes.Status403Forbidden, "This origin may not connect.");
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, "Can \"Upgrade\" only to \"WebSocket\".");
            return;
        }

        var upgrade = (InterceptedUpgrade)context.Features.GetRequiredFeature<IHttpUpgradeFeature>();
        var held = _handsOver && upgrade.IsUpgradableRequest ? HeldConnection.Of(context.Features) : null;
        // A client that did not wait for the answer to its handshake: the answer must not be overtaken.
        var isEarly = held?.HasInput ?? false;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = Array.Find(SubProtocols, context.WebSockets.WebSocketRequestedProtocols.Contains),
            // STOMP has heart-beats of its own; a timer for each connection would be one too many.
            KeepAliveInterval = Timeout.InfiniteTimeSpan,
        });
        var bare = upgrade.IsWholeConnection ? BareSocket.Find(context.Features) : null;
        if (held is not null) HandOver(held, isEarly ? null : bare, context);
        else await RunAsync(socket, upgrade.Stream!, bare, context);
    }

    /// <summary>Has the session begin when the request is over, as far as its connection is concerned.</summary>
    private void HandOver(HeldConnection held, Socket? bare, HttpContext context)
    {
        var transport = new HandedOverTransport(held, bare);
        held.Successor = transport.Session = Begin(transport, ConnectionRequest.Outlived(context, endpoint.Options.RequireAntiforgery));
    }

    private Task RunAsync(WebSocket socket, UpgradedStream stream, Socket? bare, HttpContext context)
    {
        var transport = new WebSocketTransport(socket, stream, bare, context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>());
        var session = Begin(transport, ConnectionRequest.Of(context));
        stream.OwnFrame = session.EnqueueOwn;
        return session.RunAsync();
    }

    private StompSession Begin(StompTransport transport, ConnectionRequest request) => new(transport, request.User, endpoint, services)
    {
        Handshake = request.Handshake,
        RemoteAddress = request.RemoteAddress,
        AuthenticatedUntil = request.AuthenticatedUntil,
    };

    private static Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain;charset=utf-8";
        return context.Response.WriteAsync(text);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Origin {Origin} refused")]
    private partial void LogOriginRefused(string origin);
}
