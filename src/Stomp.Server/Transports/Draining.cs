using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Stomp.Server.Transports;

/// <summary>Whether the server has begun to stop: from then on it lets nobody new in, and those who are there are told to reconnect.</summary>
internal sealed class Draining(IHostApplicationLifetime lifetime)
{
    /// <summary>What clients are told.</summary>
    public const string Farewell = "The server is shutting down; reconnect.";

    // RFC 6455, 7.2.3: a random delay between 0 and 5 seconds is a reasonable one before a client comes back.
    private const string RetryAfterSeconds = "5";

    /// <summary>Cancelled when it begins.</summary>
    public CancellationToken Begun { get; } = lifetime.ApplicationStopping;

    public bool HasBegun => Begun.IsCancellationRequested;

    /// <summary>Tells a client, or the proxy before it, to try elsewhere.</summary>
    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        context.Response.ContentType = "text/plain; charset=UTF-8";
        return context.Response.WriteAsync(Farewell);
    }
}
