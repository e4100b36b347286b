using System.Security.Claims;
using System.Security.Principal;
using Microsoft.AspNetCore.Http;
using Stomp.Server.Security;

namespace Stomp.Server.Transports.SockJs;

/// <summary>
/// Who a session belongs to: the page's origin, and the user. A session id alone, which may be guessed or seen, gives nobody access.
/// </summary>
/// <param name="Origin">The origin, empty for the server's own and for who is no browser.</param>
/// <param name="User">The user, empty for who is not authenticated.</param>
internal readonly record struct SockJsOwner(string Origin, string User)
{
    public static SockJsOwner Of(HttpContext context) =>
        new(RequestOrigin.Foreign(context.Request), context.User.Identity is { IsAuthenticated: true } identity ? KeyOf(context.User, identity) : "");

    private static string KeyOf(ClaimsPrincipal user, IIdentity identity) =>
        identity.Name ?? user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? user.FindFirst("sub")?.Value ?? "?";
}
