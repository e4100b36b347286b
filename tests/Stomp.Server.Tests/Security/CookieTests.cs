using System.Net;

namespace Stomp.Server.Tests.Security;

/// <summary>Who the HTTP handshake says that the client is, by a cookie; and for how long.</summary>
public sealed class CookieTests
{
    [Fact]
    public async Task A_cookie_says_who_the_client_is()
    {
        await using var app = await CookieApp.StartAsync();

        await using var ann = await app.OpenAsync(await app.LogInAsync("ann"));
        await using var nobody = await app.OpenAsync(new CookieContainer());

        Assert.Equal("ann", (await ann.ExpectAsync("CONNECTED")).Headers["user-name"]);
        Assert.Null((await nobody.ExpectAsync("CONNECTED")).Headers["user-name"]);
    }

    [Fact]
    public async Task A_session_ends_with_the_login_that_it_began_with()
    {
        var time = new FakeTime();
        await using var app = await CookieApp.StartAsync(time);
        await using var ann = await app.OpenAsync(await app.LogInAsync("ann"));
        await ann.ExpectAsync("CONNECTED");

        time.Advance(CookieApp.Lifetime - TimeSpan.FromSeconds(2));
        await ann.FenceAsync();
        time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal("The credentials have expired.", (await ann.ExpectAsync("ERROR")).Headers["message"]);
    }

    [Fact]
    public async Task An_endpoint_may_require_a_login()
    {
        await using var app = await CookieApp.StartAsync(endpoint: endpoint => endpoint.RequireAuthentication = true);

        await using var ann = await app.OpenAsync(await app.LogInAsync("ann"));
        await using var nobody = await app.OpenAsync(new CookieContainer());

        await ann.ExpectAsync("CONNECTED");
        await nobody.ExpectErrorAsync();
    }
}
