using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Tests;

/// <summary>The test host goes through the endpoint's own handshake.</summary>
public sealed class TestHandshakeTests
{
    private static Task<WebApplication> StartGuardedAsync() => HostedApp.StartAsync(
        services: services => services.AddAuthorization().AddAuthentication(),
        map: app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
            app.MapStomp("/ws", endpoint => endpoint.AllowedOrigins.Add("https://example.com")).RequireAuthorization(policy => policy.RequireRole("friend"));
        });

    [Fact]
    public async Task It_is_whoever_the_test_says()
    {
        await using var app = await StartGuardedAsync();

        await using var session = await app.ConnectAsync(connect => connect.As("bob", new Claim(ClaimTypes.Role, "friend")));

        Assert.Equal("bob", session.Connected.Headers["user-name"]);
        Assert.Equal("bob", app.Services.GetRequiredService<IUserRegistry>().FindSession(session.Id)!.User.Identity!.Name);
    }

    [Fact]
    public async Task The_applications_authorization_holds()
    {
        await using var app = await HostedApp.StartAsync(
            services: services => services.AddAuthorization().AddAuthentication("none").AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, NoScheme>("none", null),
            map: app =>
            {
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapStomp("/ws").RequireAuthorization(policy => policy.RequireRole("friend"));
            });

        Assert.Contains("401", (await Assert.ThrowsAsync<StompTestException>(() => app.ConnectAsync())).Message);
        Assert.Contains("403", (await Assert.ThrowsAsync<StompTestException>(() => app.ConnectAsync(connect => connect.As("eve")))).Message);
    }

    [Fact]
    public async Task The_endpoints_origins_hold()
    {
        await using var app = await StartGuardedAsync();

        var refused = await Assert.ThrowsAsync<StompTestException>(() => ConnectFromAsync("https://evil.example"));
        await using var session = await ConnectFromAsync("https://example.com");

        Assert.Contains("403 Forbidden. This origin may not connect.", refused.Message);

        Task<StompTestSession> ConnectFromAsync(string origin) => app.ConnectAsync(connect =>
            connect.As("bob", new Claim(ClaimTypes.Role, "friend")).HttpHeaders["Origin"] = origin);
    }

    [Fact]
    public async Task A_path_without_an_endpoint_is_not_found()
    {
        await using var app = await HostedApp.StartAsync();

        Assert.Contains("404", (await Assert.ThrowsAsync<StompTestException>(() => app.GetTestServer().ConnectStompAsync("/nowhere"))).Message);
    }

    [Fact]
    public async Task Subprotocol_headers_and_query_are_the_tests()
    {
        var seen = "";
        await using var app = await HostedApp.StartAsync(map: app =>
        {
            app.Use((context, next) =>
            {
                seen = $"{context.Request.Query["room"]} {context.Request.Headers["X-Test"]}";
                return next(context);
            });
            app.MapStomp("/ws");
        });

        await using var session = await app.GetTestServer().ConnectStompAsync("/ws?room=7", connect =>
        {
            connect.SubProtocols.Add("v11.stomp");
            connect.SubProtocols.Add("v12.stomp");
            connect.HttpHeaders["X-Test"] = "yes";
            connect.ConnectHeaders["accept-version"] = "1.0,1.1";
            connect.ConnectHeaders["heart-beat"] = "1000,1000";
        });

        Assert.Equal("7 yes", seen);
        Assert.Equal("v12.stomp", session.SubProtocol);
        Assert.Equal(("1.1", "10000,10000"), (session.Connected.Headers["version"], session.Connected.Headers["heart-beat"]));
    }

    [Fact]
    public async Task An_error_instead_of_connected_is_thrown()
    {
        await using var app = await HostedApp.StartAsync();

        var refused = await Assert.ThrowsAsync<StompRefusedException>(() => app.ConnectAsync(connect => connect.ConnectHeaders["accept-version"] = "7.0"));

        Assert.Equal("1.0,1.1,1.2", refused.Answer.Headers["version"]);
    }
}
