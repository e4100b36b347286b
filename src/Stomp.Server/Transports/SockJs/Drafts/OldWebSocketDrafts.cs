using Microsoft.AspNetCore.Http;

namespace Stomp.Server.Transports.SockJs.Drafts;

/// <summary>
/// Lets browsers in that speak the drafts before RFC 6455. Those of hybi-07 and hybi-10 (versions 7 and 8) have the standard's wire already and
/// differ in their handshake's headers; hixie-76 has both its own.
/// </summary>
internal static class OldWebSocketDrafts
{
    public static Func<HttpContext, RequestDelegate, Task> Handle(MessageApplication application, MessageFraming framing) =>
        (context, next) =>
        {
            var headers = context.Request.Headers;
            if (Hixie76Handshake.IsAsked(context.Request)) return Hixie76Handshake.AnswerAsync(context, application, framing);
            if (headers.SecWebSocketVersion.ToString() is "7" or "8")
            {
                headers.SecWebSocketVersion = "13";
                if (headers.Origin.Count == 0) headers.Origin = headers["Sec-WebSocket-Origin"];
            }

            return next(context);
        };
}
