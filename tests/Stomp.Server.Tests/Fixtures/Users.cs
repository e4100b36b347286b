using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Tests;

/// <summary>Users of a test's application, and what the application knows of them.</summary>
internal static class Users
{
    /// <summary>Has who sends <c>X-User: bob</c> be bob, percent-encoded.</summary>
    public static void Authenticate(WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.Headers["X-User"].ToString() is { Length: > 0 } name)
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, Uri.UnescapeDataString(name))], "test"));
        return next(context);
    });

    public static async Task<StompTestClient> ConnectAsAsync(this TestApp app, string user)
    {
        var client = await StompTestClient.OpenAsync(app.Endpoint, configure: options => options.SetRequestHeader("X-User", Uri.EscapeDataString(user)));
        await client.SendAsync("CONNECT\naccept-version:1.2\n\n\0");
        client.SessionId = (await client.ExpectAsync("CONNECTED")).Headers["session"]!;
        return client;
    }

    public static IUserRegistry Registry(this TestApp app) => app.Services.GetRequiredService<IUserRegistry>();

    public static IStompSession? FindSession(this TestApp app, string id) => app.Registry().FindSession(id);
}
