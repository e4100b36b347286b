using Microsoft.AspNetCore.Diagnostics;
using Stomp.Server;

namespace ChatServer.Api;

/// <summary>Says what went wrong as problem details (RFC 9457), in the words that STOMP clients get.</summary>
internal sealed class ApiFaults(IProblemDetailsService problems) : IExceptionHandler
{
    public const string NoRoom = "urn:chat:no-room";
    public const string RoomExists = "urn:chat:room-exists";

    private const string LogUnavailable = "urn:stomp:log-unavailable";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        (int Status, string? Type, string Detail)? fault = exception switch
        {
            MessageRejectedException refused => (StatusOf(refused.Type), refused.Type, refused.Message),
            MessageLogException unavailable => (StatusCodes.Status503ServiceUnavailable, LogUnavailable, unavailable.Message),
            BadHttpRequestException bad => (bad.StatusCode, null, bad.Message),
            _ => null,
        };
        if (fault is not { } known) return false;
        httpContext.Response.StatusCode = known.Status;
        return await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = known.Status, Type = known.Type == "about:blank" ? null : known.Type, Detail = known.Detail },
        });
    }

    private static int StatusOf(string type) => type switch
    {
        NoRoom => StatusCodes.Status404NotFound,
        RoomExists => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };
}
