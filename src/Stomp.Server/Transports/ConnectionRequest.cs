using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Stomp.Server.Transports;

/// <summary>What is kept of the request that opened a connection, which may outlive it.</summary>
/// <param name="User">Who asked; null for nobody.</param>
/// <param name="RemoteAddress">From where.</param>
/// <param name="AuthenticatedUntil">When the credentials expire; null for never.</param>
/// <param name="Handshake">The request itself, or what a check of its cookies needs of it; null if nothing does.</param>
internal sealed record ConnectionRequest(ClaimsPrincipal? User, IPAddress? RemoteAddress, DateTimeOffset? AuthenticatedUntil, HttpContext? Handshake)
{
    /// <summary>For a connection that ends before its request does.</summary>
    public static ConnectionRequest Of(HttpContext context) => Of(context, context);

    /// <summary>For one that goes on when its request is over.</summary>
    /// <param name="context">The request.</param>
    /// <param name="keepsHandshake">Whether its headers are wanted later: a copy costs memory.</param>
    public static ConnectionRequest Outlived(HttpContext context, bool keepsHandshake) => Of(context, keepsHandshake ? Copy(context) : null);

    private static ConnectionRequest Of(HttpContext context, HttpContext? handshake) => new(
        context.Features.Get<IHttpAuthenticationFeature>()?.User, context.Connection.RemoteIpAddress,
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc, handshake);

    private static DefaultHttpContext Copy(HttpContext context)
    {
        var copy = new DefaultHttpContext { User = context.User };
        var (from, to) = (context.Request, copy.Request);
        (to.Method, to.Scheme, to.Host, to.PathBase, to.Path) = (HttpMethods.Get, from.Scheme, from.Host, from.PathBase, from.Path);
        foreach (var (name, value) in from.Headers) to.Headers[name] = value;
        to.Headers.ContentLength = null;
        return copy;
    }
}
