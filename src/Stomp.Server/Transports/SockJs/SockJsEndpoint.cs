using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Stomp.Server.Security;

namespace Stomp.Server.Transports.SockJs;

/// <summary>Answers everything under a SockJS endpoint's path (protocol 0.3.3).</summary>
/// <param name="options">How.</param>
/// <param name="application">What runs on the sessions.</param>
/// <param name="timer">Looks after them.</param>
/// <param name="draining">Tells when nobody new is let in.</param>
/// <param name="rawWebSocket">Answers at <c>/websocket</c>.</param>
/// <param name="framedWebSocket">Answers at <c>/{server}/{session}/websocket</c>.</param>
internal sealed class SockJsEndpoint(SockJsOptions options, MessageApplication application, SockJsTimer timer, Draining draining,
    RequestDelegate rawWebSocket, RequestDelegate framedWebSocket)
{
    private const string Text = "text/plain; charset=UTF-8";

    private readonly IframePage _iframe = new(options.ClientUrl, application.AllowedOrigins);
    private readonly string _framePolicy = $"default-src 'none'; script-src 'unsafe-inline'; {FramePolicy.Ancestors(application.AllowedOrigins)}";
    private readonly SockJsSessions _sessions = new(options, application, timer);

    /// <param name="context">The request, of no WebSocket if it is for the path itself.</param>
    /// <param name="rest">What stands behind the endpoint's path and its slash.</param>
    public Task HandleAsync(HttpContext context, string rest)
    {
        if (!OriginPolicy.Allows(RequestOrigin.Of(context.Request), context.Request, application.AllowedOrigins))
            return AnswerAsync(context, StatusCodes.Status403Forbidden, "This origin may not connect.");
        if (rest.Length == 0) return GreetAsync(context);
        if (rest == "info") return InformAsync(context);
        if (IframePage.IsAt(rest)) return Allow(context, HttpMethods.Get) ? _iframe.AnswerAsync(context, timer.Time) : Task.CompletedTask;
        if (rest == "websocket") return UpgradeAsync(context, rawWebSocket);
        return SockJsPath.Parse(rest) is { } path ? HandleSessionAsync(context, path) : NotFoundAsync(context);
    }

    private static Task GreetAsync(HttpContext context) =>
        Allow(context, HttpMethods.Get) ? AnswerAsync(context, StatusCodes.Status200OK, "Welcome to SockJS!\n") : Task.CompletedTask;

    private Task HandleSessionAsync(HttpContext context, SockJsPath path) => path.Transport switch
    {
        "websocket" => UpgradeAsync(context, framedWebSocket),
        "xhr" => ReceiveByPostAsync(context, path, SockJsTransports.XhrPolling, () => new XhrPolling()),
        "xhr_streaming" => ReceiveByPostAsync(context, path, SockJsTransports.XhrStreaming, () => new XhrStreaming()),
        "xhr_send" => SendAsync(context, path),
        "eventsource" => ReceiveByGetAsync(context, path, SockJsTransports.EventSource, () => new EventSource()),
        "htmlfile" => ReceiveByCallbackAsync(context, path, SockJsTransports.HtmlFile, callback => new HtmlFile(callback)),
        "jsonp" => ReceiveByCallbackAsync(context, path, SockJsTransports.JsonpPolling, callback => new JsonpPolling(callback)),
        "jsonp_send" => SendFormAsync(context, path),
        _ => NotFoundAsync(context),
    };

    private Task InformAsync(HttpContext context)
    {
        SockJsHeaders.AllowOrigin(context);
        if (HttpMethods.IsOptions(context.Request.Method)) return SockJsHeaders.AnswerPreflightAsync(context, "OPTIONS, GET", timer.Time);
        if (!Allow(context, HttpMethods.Get, HttpMethods.Options)) return Task.CompletedTask;
        if (draining.HasBegun) return Draining.RefuseAsync(context);
        SockJsHeaders.NeverCache(context.Response);
        var entropy = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
        var (webSocket, cookie) = (Word(IsOn(SockJsTransports.WebSocket)), Word(options.CookieNeeded));
        var json = $$"""{"websocket":{{webSocket}},"cookie_needed":{{cookie}},"origins":["*:*"],"entropy":{{entropy}}}""";
        return AnswerAsync(context, StatusCodes.Status200OK, json, "application/json; charset=UTF-8");
    }

    private Task UpgradeAsync(HttpContext context, RequestDelegate answer)
    {
        if (!IsOn(SockJsTransports.WebSocket)) return NotFoundAsync(context);
        if (draining.HasBegun) return Draining.RefuseAsync(context);
        // Over HTTP/2 a WebSocket begins with CONNECT (RFC 8441).
        return Allow(context, HttpMethods.Get, HttpMethods.Connect) ? answer(context) : Task.CompletedTask;
    }

    private Task ReceiveByPostAsync(HttpContext context, SockJsPath path, SockJsTransports transport, Func<SockJsReceiver> make)
    {
        if (!IsOn(transport)) return NotFoundAsync(context);
        return BeginPost(context) ? ReceiveAsync(context, path, make()) : Task.CompletedTask;
    }

    private Task ReceiveByGetAsync(HttpContext context, SockJsPath path, SockJsTransports transport, Func<SockJsReceiver> make)
    {
        if (!IsOn(transport)) return NotFoundAsync(context);
        if (!Allow(context, HttpMethods.Get)) return Task.CompletedTask;
        SockJsHeaders.AllowOrigin(context);
        return ReceiveAsync(context, path, make());
    }

    private Task ReceiveByCallbackAsync(HttpContext context, SockJsPath path, SockJsTransports transport, Func<string, SockJsReceiver> make)
    {
        var callback = context.Request.Query["c"].ToString();
        if (callback.Length == 0 && IsOn(transport))
            return AnswerAsync(context, StatusCodes.Status500InternalServerError, "\"callback\" parameter required");
        if (!callback.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.') && IsOn(transport))
            return AnswerAsync(context, StatusCodes.Status500InternalServerError, "invalid \"callback\" parameter");
        context.Response.Headers.XContentTypeOptions = "nosniff";
        // HtmlFile is a frame full of scripts, in which messages are string literals.
        context.Response.Headers.ContentSecurityPolicy = _framePolicy;
        return ReceiveByGetAsync(context, path, transport, () => make(callback));
    }

    private Task ReceiveAsync(HttpContext context, SockJsPath path, SockJsReceiver receiver)
    {
        var session = draining.HasBegun ? _sessions.Find(path.Session, context) : _sessions.FindOrOpen(path.Session, context);
        if (session is null) return draining.HasBegun ? Draining.RefuseAsync(context) : NotFoundAsync(context);
        BeginSessionAnswer(context);
        return SockJsReceiving.ServeAsync(context, session, receiver, options);
    }

    private async Task SendAsync(HttpContext context, SockJsPath path)
    {
        const SockJsTransports Senders =
            SockJsTransports.XhrPolling | SockJsTransports.XhrStreaming | SockJsTransports.EventSource | SockJsTransports.HtmlFile;
        if ((options.Transports & Senders) == SockJsTransports.None)
        {
            await NotFoundAsync(context);
        }
        else if (BeginPost(context) && await TakeAsync(context, path, isForm: false))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            // Firefox takes it for XML, and complains, if it is not told.
            context.Response.ContentType = Text;
        }
    }

    private async Task SendFormAsync(HttpContext context, SockJsPath path)
    {
        if (!IsOn(SockJsTransports.JsonpPolling)) await NotFoundAsync(context);
        if (!IsOn(SockJsTransports.JsonpPolling) || !BeginPost(context)) return;
        // The form's target is a frame.
        context.Response.Headers.ContentSecurityPolicy = _framePolicy;
        if (await TakeAsync(context, path, isForm: true)) await AnswerAsync(context, StatusCodes.Status200OK, "ok");
    }

    /// <returns>Whether the messages were handed over; else the request has been answered.</returns>
    private async Task<bool> TakeAsync(HttpContext context, SockJsPath path, bool isForm)
    {
        if (_sessions.Find(path.Session, context) is not { } session)
        {
            await NotFoundAsync(context);
            return false;
        }

        BeginSessionAnswer(context);
        var payload = await SockJsPayload.ReadAsync(context.Request, isForm, options.MaxRequestBytes);
        if (payload.Messages is { } messages && await session.DeliverAsync(messages, context.RequestAborted)) return true;
        if (payload.Fault is null) await NotFoundAsync(context);
        else await AnswerAsync(context, payload.Status, payload.Fault);
        return false;
    }

    private bool BeginPost(HttpContext context)
    {
        SockJsHeaders.AllowOrigin(context);
        if (!HttpMethods.IsOptions(context.Request.Method)) return Allow(context, HttpMethods.Post, HttpMethods.Options);
        _ = SockJsHeaders.AnswerPreflightAsync(context, "OPTIONS, POST", timer.Time);
        return false;
    }

    private void BeginSessionAnswer(HttpContext context)
    {
        SockJsHeaders.NeverCache(context.Response);
        if (options.CookieNeeded) SockJsHeaders.KeepCookie(context);
    }

    private bool IsOn(SockJsTransports transport) => (options.Transports & transport) != SockJsTransports.None;

    private static string Word(bool value) => value ? "true" : "false";

    private static bool Allow(HttpContext context, params ReadOnlySpan<string> methods)
    {
        foreach (var method in methods)
        {
            if (HttpMethods.Equals(context.Request.Method, method)) return true;
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = string.Join(", ", methods);
        return false;
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task AnswerAsync(HttpContext context, int status, string text, string contentType = Text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = System.Text.Encoding.UTF8.GetByteCount(text);
        return context.Response.WriteAsync(text);
    }
}
