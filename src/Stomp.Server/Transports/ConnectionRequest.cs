using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Stomp.Server.Transports;

/// <summary>What is kept of the request that opened a connection, which may outlive it.</summary>
/// <param name="User">Who asked.</param>
/// <param name="AuthenticatedUntil">When the credentials expire; null for never.</param>
internal sealed record ConnectionRequest(ClaimsPrincipal User, DateTimeOffset? AuthenticatedUntil)
{
    public static ConnectionRequest Of(HttpContext context) =>
        new(context.User, context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc);
}
