using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stomp.Server.Tests.Security;

/// <summary>An application with ASP.NET Core's cookie authentication and antiforgery tokens, and a browser's cookies for it.</summary>
internal static class CookieApp
{
    /// <summary>How long a login lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static Task<TestApp> StartAsync(FakeTime? time = null, Action<StompEndpointOptions>? endpoint = null) => TestApp.StartAsync(
        stomp: stomp =>
        {
            stomp.Services.AddDataProtection();
            stomp.Services.Configure<KeyManagementOptions>(options => options.XmlRepository = new KeysInMemory());
            // It warns of keys that are not encrypted where they lie.
            stomp.Services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
            stomp.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
            {
                options.ExpireTimeSpan = Lifetime;
                options.TimeProvider = time ?? TimeProvider.System;
            });
            stomp.Services.AddAuthorization();
            stomp.Services.AddAntiforgery();
        },
        endpoint: endpoint,
        map: app =>
        {
            app.UseAuthentication();
            app.MapGet("/login/{name}", (HttpContext context, string name) => context.SignInAsync(
                new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.NameIdentifier, name)], "password"))));
            app.MapStompAntiforgeryToken("/csrf");
            app.MapStomp("/sockjs", endpoint).WithSockJs(sockJs => sockJs.DisconnectDelay = TimeSpan.FromMinutes(2));
        },
        time: time);

    /// <summary>Logs in as a browser does, which keeps the cookie.</summary>
    public static async Task<CookieContainer> LogInAsync(this TestApp app, string name)
    {
        var cookies = new CookieContainer();
        await app.GetAsync(cookies, $"/login/{name}");
        return cookies;
    }

    public static async Task<string> GetAsync(this TestApp app, CookieContainer cookies, string path)
    {
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var client = new HttpClient(handler) { BaseAddress = app.HttpAddress };
        return await client.GetStringAsync(new Uri(path, UriKind.Relative)).WaitAsync(StompTestClient.Patience);
    }

    /// <summary>Opens a WebSocket with the browser's cookies, and connects.</summary>
    public static async Task<StompTestClient> OpenAsync(this TestApp app, CookieContainer cookies, string headers = "")
    {
        var client = await StompTestClient.OpenAsync(app.Endpoint, configure: options => options.Cookies = cookies);
        await client.SendAsync($"CONNECT\naccept-version:1.2\n{headers}\n\0");
        return client;
    }
}
