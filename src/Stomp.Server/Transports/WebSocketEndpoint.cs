using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Stomp.Server.Security;
using Stomp.Server.Sessions;

namespace Stomp.Server.Transports;

/// <summary>Answers the WebSocket handshake and runs the session until it ends.</summary>
internal sealed partial class WebSocketEndpoint(SessionEndpoint endpoint, SessionServices services, ILogger<WebSocketEndpoint> logger)
{
    // The names registered with IANA, the one to prefer first.
    private static readonly string[] SubProtocols = ["v12.stomp", "v11.stomp", "v10.stomp"];

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

        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = Array.Find(SubProtocols, context.WebSockets.WebSocketRequestedProtocols.Contains),
            // STOMP has heart-beats of its own; a timer for each connection would be one too many.
            KeepAliveInterval = Timeout.InfiniteTimeSpan,
        });
        var upgrade = (InterceptedUpgrade)context.Features.GetRequiredFeature<IHttpUpgradeFeature>();
        var stream = upgrade.Stream!;
        var transport = new WebSocketTransport(socket, stream, upgrade.IsWholeConnection ? BareSocket.Find(context.Features) : null,
            context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>());
        var session = new StompSession(transport, context.User, endpoint, services)
        {
            Handshake = context,
            RemoteAddress = context.Connection.RemoteIpAddress,
            AuthenticatedUntil = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc,
        };
        stream.OwnFrame = session.EnqueueOwn;
        await session.RunAsync();
    }

    private static Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain;charset=utf-8";
        return context.Response.WriteAsync(text);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Origin {Origin} refused")]
    private partial void LogOriginRefused(string origin);
}
