using Microsoft.AspNetCore.Http;

namespace Stomp.Server.Security;

/// <summary>
/// Where a request comes from. A browser leaves <c>Origin</c> out when a page's script tag, frame or own EventSource asks, so what else it says is
/// looked at, too: else any page could read a visitor's messages with a script tag.
/// </summary>
internal static class RequestOrigin
{
    private const string Opaque = "null";

    /// <returns>The origin that the request states; empty if it states none.</returns>
    public static string Of(HttpRequest request)
    {
        var headers = request.Headers;
        var site = headers["Sec-Fetch-Site"].ToString();
        // A form of a page that tells nobody where it is ("no-referrer") has the origin "null", also at home.
        if (headers.Origin.ToString() is { Length: > 0 } origin) return origin == Opaque && site == "same-origin" ? "" : origin;
        // The name of drafts hybi-07 and hybi-10, and of nothing else.
        if (headers.TryGetValue("Sec-WebSocket-Origin", out var draft) && headers.SecWebSocketVersion.ToString() is "7" or "8") return draft.ToString();
        if (Uri.TryCreate(headers.Referer.ToString(), UriKind.Absolute, out var page)) return page.GetLeftPart(UriPartial.Authority);
        return site is "cross-site" or "same-site" ? Opaque : "";
    }

    /// <returns>The same, but empty for the server's own origin.</returns>
    public static string Foreign(HttpRequest request)
    {
        var origin = Of(request);
        return origin.Length == 0 || OriginPolicy.IsSame(origin, request) ? "" : origin.ToLowerInvariant();
    }
}
