using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stomp.Server.Sessions;

namespace Stomp.Server.Security;

/// <summary>
/// Wants the antiforgery token of the page in CONNECT, as Spring's csrfChannelInterceptor does: a browser sends its cookies with every handshake, but
/// only pages of this origin can read the token.
/// </summary>
internal sealed partial class AntiforgeryCheck(IServiceProvider services, ILogger<AntiforgeryCheck> logger)
{
    // Antiforgery is the application's to add, and most have no endpoint that wants it.
    private readonly IAntiforgery? _antiforgery = services.GetService<IAntiforgery>();

    private readonly string? _header = services.GetService<IOptions<AntiforgeryOptions>>()?.Value.HeaderName;

    /// <exception cref="MessageRejectedException">The token is missing or wrong.</exception>
    public async ValueTask CheckAsync(StompSession session, StompFrame frame)
    {
        // Without an HTTP handshake there are no cookies, so nothing that another page could misuse.
        if (session.Handshake is not { } context) return;
        if (_antiforgery is null || _header is null || frame.Headers[_header] is not { } token) throw Refused();
        context.Request.Headers[_header] = token;
        try
        {
            await _antiforgery.ValidateRequestAsync(context);
        }
        catch (AntiforgeryValidationException e)
        {
            LogRefused(session.Id, e.Message);
            throw Refused();
        }
        finally
        {
            context.Request.Headers.Remove(_header);
        }
    }

    private static MessageRejectedException Refused() =>
        new("A valid antiforgery token is required in CONNECT.", "urn:stomp:antiforgery");

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session}: the antiforgery token was refused: {Fault}")]
    private partial void LogRefused(string session, string fault);
}
