using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Security;

namespace Stomp.Server;

/// <summary>Gives pages the token that <see cref="StompEndpointOptions.RequireAntiforgery"/> asks for.</summary>
public static class StompAntiforgeryExtensions
{
    /// <summary>
    /// Answers GET with <c>{"headerName":…,"token":…}</c> and sets the antiforgery cookie. A page sends the token in its CONNECT, in the header of
    /// that name.
    /// </summary>
    /// <param name="endpoints">The application. Needs AddAntiforgery.</param>
    /// <param name="pattern">The path, for example <c>/csrf</c>.</param>
    /// <returns>The endpoint, for conventions.</returns>
    public static IEndpointConventionBuilder MapStompAntiforgeryToken(this IEndpointRouteBuilder endpoints, string pattern)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var antiforgery = endpoints.ServiceProvider.GetRequiredService<IAntiforgery>();
        return endpoints.MapGet(pattern, context =>
        {
            var tokens = antiforgery.GetAndStoreTokens(context);
            return context.Response.WriteAsJsonAsync(new AntiforgeryToken(tokens.HeaderName!, tokens.RequestToken!), AntiforgeryTokenJson.Default.AntiforgeryToken);
        });
    }
}
