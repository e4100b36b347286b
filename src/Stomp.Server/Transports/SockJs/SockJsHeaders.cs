using Microsoft.AspNetCore.Http;

namespace Stomp.Server.Transports.SockJs;

/// <summary>The headers that SockJS asks of answers: caching, CORS and the cookie for balancers (protocol 0.3.3).</summary>
internal static class SockJsHeaders
{
    private const string Cookie = "JSESSIONID";
    private const int YearSeconds = 31_536_000;

    public static void NeverCache(HttpResponse response) =>
        response.Headers.CacheControl = "no-store, no-cache, must-revalidate, max-age=0";

    public static void CacheForAYear(HttpResponse response, TimeProvider time)
    {
        response.Headers.CacheControl = $"public, max-age={YearSeconds}";
        response.Headers.Expires = time.GetUtcNow().AddSeconds(YearSeconds).ToString("R");
    }

    /// <summary>Lets the page read the answer. Whether its origin may ask at all has been decided before.</summary>
    public static void AllowOrigin(HttpContext context)
    {
        var asked = context.Request.Headers;
        var headers = context.Response.Headers;
        var origin = asked.Origin.ToString();
        // Pages of files say "null"; browsers of the protocol's time took the word for a refusal.
        headers.AccessControlAllowOrigin = origin is "" or "null" ? "*" : origin;
        headers.AccessControlAllowCredentials = "true";
        headers.Vary = "Origin";
        if (asked.AccessControlRequestHeaders.ToString() is { Length: > 0 } wanted) headers.AccessControlAllowHeaders = wanted;
    }

    /// <summary>Gives the client the cookie that it has, or one: balancers recognise sessions by it.</summary>
    public static void KeepCookie(HttpContext context)
    {
        var value = context.Request.Cookies[Cookie];
        if (string.IsNullOrEmpty(value) || !value.All(IsCookieCharacter)) value = "dummy";
        context.Response.Headers.Append("Set-Cookie", $"{Cookie}={value}; path=/");
    }

    public static Task AnswerPreflightAsync(HttpContext context, string methods, TimeProvider time)
    {
        CacheForAYear(context.Response, time);
        context.Response.Headers.AccessControlAllowMethods = methods;
        context.Response.Headers.AccessControlMaxAge = $"{YearSeconds}";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static bool IsCookieCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '!' or '~' or '+' or '=' or '/' or ':';
}
