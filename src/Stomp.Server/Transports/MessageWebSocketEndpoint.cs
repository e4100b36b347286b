using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Stomp.Server.Security;

namespace Stomp.Server.Transports;

/// <summary>Answers the WebSocket handshake where the library's WebSocket carries whole messages, and runs what sits on them.</summary>
/// <param name="application">What runs on the connections.</param>
/// <param name="framing">What stands between, such as the frames of SockJS; null for nothing.</param>
/// <param name="logger">The log.</param>
internal sealed partial class MessageWebSocketEndpoint(MessageApplication application, MessageFraming? framing,
    ILogger<MessageWebSocketEndpoint> logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        var origin = RequestOrigin.Of(context.Request);
        if (!OriginPolicy.Allows(origin, context.Request, application.AllowedOrigins))
        {
            LogOriginRefused(origin);
            await AnswerAsync(context, StatusCodes.Status403Forbidden, "This origin may not connect.");
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            var text = context.Request.Headers.Upgrade.Count == 0 ? "Can \"Upgrade\" only to \"WebSocket\"." : "\"Connection\" must be \"Upgrade\".";
            await AnswerAsync(context, StatusCodes.Status400BadRequest, text);
            return;
        }

        var pings = application.KeepAliveInterval > TimeSpan.Zero ? application.KeepAliveInterval : Timeout.InfiniteTimeSpan;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = Array.Find(application.SubProtocols, context.WebSockets.WebSocketRequestedProtocols.Contains),
            DangerousEnableCompression = application.AllowsCompression,
            KeepAliveInterval = pings,
            KeepAliveTimeout = pings,
        });
        using var connection = new WebSocketConnection(socket, context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>(), application,
            framing is null ? application.MaxMessageBytes : framing.MaxBytes);
        await application.RunAsync(framing?.Wrap(connection) ?? connection, ConnectionRequest.Of(context));
    }

    private static Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=UTF-8";
        return context.Response.WriteAsync(text);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Origin {Origin} refused")]
    private partial void LogOriginRefused(string origin);
}
