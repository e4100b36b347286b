using System.Security.Claims;
using Microsoft.AspNetCore.Builder;

namespace Stomp.Server.Tests;

/// <summary>Who sends "X-User: bob" is bob.</summary>
public static class Users
{
    public static void Authenticate(WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.Headers["X-User"].ToString() is { Length: > 0 } name)
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "test"));
        return next(context);
    });

    public static async Task<StompTestClient> ConnectAsAsync(this TestApp app, string user)
    {
        ArgumentNullException.ThrowIfNull(app);
        var client = await StompTestClient.OpenAsync(app.Endpoint, configure: options => options.SetRequestHeader("X-User", user));
        await client.SendAsync("CONNECT\naccept-version:1.2\n\n\0");
        await client.ExpectAsync("CONNECTED");
        return client;
    }
}
