using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Stomp.Server.Security;

/// <summary>
/// Decides which pages' scripts may connect: a browser lets any page open a WebSocket anywhere, so the server has to look at its Origin
/// (RFC 6455, 10.2).
/// </summary>
internal static class OriginPolicy
{
    private const string SchemeEnd = "://";

    private static readonly SearchValues<char> NoPartOfHosts = SearchValues.Create("/\\?#@, ");

    public static bool Allows(HttpRequest request, IEnumerable<string> allowed) =>
        Allows(request.Headers.Origin.ToString(), request, allowed);

    /// <param name="origin">What the request states; empty if it states nothing, as no browser does.</param>
    /// <param name="request">The request.</param>
    /// <param name="allowed">Patterns of origins besides the server's own.</param>
    public static bool Allows(string origin, HttpRequest request, IEnumerable<string> allowed)
    {
        if (origin.Length == 0) return true;
        // Who allows everything allows what is no origin, too: SockJS' own cases call one "test".
        return IsSame(origin, request) || allowed.Any(pattern => pattern == "*" || (IsOrigin(origin) && Matches(pattern, origin)));
    }

    /// <summary>Whether it is the server's own, as the request names that.</summary>
    public static bool IsSame(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var here)
        && Uri.Compare(page, here, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    // RFC 6454, 6.2: "null", or scheme, host and perhaps a port. In anything else a '*' could stand for what is no part of a host.
    private static bool IsOrigin(string origin)
    {
        if (origin == "null") return true;
        var end = origin.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (end <= 0) return false;
        var host = origin.AsSpan(end + SchemeEnd.Length);
        if (host.IsEmpty || host.ContainsAny(NoPartOfHosts)) return false;
        var colon = host[(host.LastIndexOf(']') + 1)..].IndexOf(':');
        if (colon < 0) return true;
        var port = host[(host.LastIndexOf(']') + 2 + colon)..];
        return port.Length is > 0 and <= 5 && port.IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>Compares with a pattern in which '*' is any run of characters: the greedy match with one step back, which no text makes slow.</summary>
    private static bool Matches(string pattern, string origin)
    {
        int p = 0, o = 0, star = -1, retry = 0;
        while (o < origin.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                retry = o;
            }
            else if (p < pattern.Length && char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(origin[o]))
            {
                p++;
                o++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                o = ++retry;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).IndexOfAnyExcept('*') < 0;
    }
}
