using Microsoft.AspNetCore.Http;

namespace Stomp.Server.Security;

/// <summary>
/// Decides which pages' scripts may connect: a browser lets any page open a WebSocket anywhere, so the server has to look at its Origin
/// (RFC 6455, 10.2).
/// </summary>
internal static class OriginPolicy
{
    public static bool Allows(HttpRequest request, IEnumerable<string> allowed)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return true;
        return IsSame(origin, request) || allowed.Any(pattern => Matches(pattern, origin));
    }

    private static bool IsSame(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var here)
        && Uri.Compare(page, here, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Compares with a pattern in which '*' is any run of characters.</summary>
    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> origin)
    {
        var star = pattern.IndexOf('*');
        if (star < 0) return pattern.Equals(origin, StringComparison.OrdinalIgnoreCase);
        if (!origin.StartsWith(pattern[..star], StringComparison.OrdinalIgnoreCase)) return false;
        var rest = pattern[(star + 1)..];
        for (var taken = star; taken <= origin.Length; taken++)
        {
            if (Matches(rest, origin[taken..])) return true;
        }

        return false;
    }
}
