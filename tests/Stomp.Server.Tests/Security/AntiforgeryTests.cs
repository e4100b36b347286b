using System.Net;
using System.Text.Json;
using Stomp.Server.Tests.SockJs;

namespace Stomp.Server.Tests.Security;

/// <summary>The antiforgery token in CONNECT: a page of another origin has the cookie sent along, but cannot read the token.</summary>
public sealed class AntiforgeryTests
{
    [Fact]
    public async Task A_connect_with_the_pages_token_is_accepted()
    {
        await using var app = await StartAsync();
        var browser = await app.LogInAsync("ann");

        await using var client = await app.OpenAsync(browser, await TokenHeaderAsync(app, browser));

        Assert.Equal("ann", (await client.ExpectAsync("CONNECTED")).Headers["user-name"]);
    }

    [Fact]
    public async Task A_connect_without_the_token_is_refused_whatever_the_cookie_says()
    {
        await using var app = await StartAsync();
        var browser = await app.LogInAsync("ann");
        await TokenHeaderAsync(app, browser);

        foreach (var headers in (string[])["", "RequestVerificationToken:\n", "RequestVerificationToken:forged\n", "X-CSRF-TOKEN:forged\n"])
        {
            await using var client = await app.OpenAsync(browser, headers);
            Assert.Equal("A valid antiforgery token is required in CONNECT.", (await client.ExpectErrorAsync()).Headers["message"]);
        }
    }

    [Theory]
    [InlineData("xhr")]
    [InlineData("xhr_streaming")]
    [InlineData("websocket")]
    public async Task Sessions_over_SockJs_need_the_token_too(string way)
    {
        await using var app = await StartAsync();
        var browser = await app.LogInAsync("ann");
        var token = await TokenHeaderAsync(app, browser);
        var cookies = browser.GetCookieHeader(app.HttpAddress);

        foreach (var (headers, answer) in ((string, string)[])[(token, "CONNECTED\n"), ("", "ERROR\n")])
        {
            await using var client = await SockJsTestClient.OpenAsync(new Uri(app.HttpAddress, "/sockjs"), way, ("Cookie", cookies));
            await client.SendAsync($"CONNECT\naccept-version:1.2\n{headers}\n\0");
            Assert.StartsWith(answer, await client.ReceiveAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_token_of_another_user_or_without_its_cookie_is_refused()
    {
        await using var app = await StartAsync();
        var (ann, eve) = (await app.LogInAsync("ann"), await app.LogInAsync("eve"));
        var evesToken = await TokenHeaderAsync(app, eve);
        await TokenHeaderAsync(app, ann);
        var withoutItsCookie = await app.LogInAsync("eve");

        foreach (var browser in (CookieContainer[])[ann, withoutItsCookie])
        {
            await using var client = await app.OpenAsync(browser, evesToken);
            await client.ExpectErrorAsync();
        }

        Assert.DoesNotContain(app.Log.Lines, line => line.Contains(evesToken.Split(':')[1].Trim(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_endpoint_that_wants_tokens_without_the_services_is_told_of_at_start()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(endpoint: endpoint => endpoint.RequireAntiforgery = true));

        Assert.Contains("call AddAntiforgery()", fault.Message);
    }

    private static Task<TestApp> StartAsync() => CookieApp.StartAsync(endpoint: endpoint => endpoint.RequireAntiforgery = true);

    private static async Task<string> TokenHeaderAsync(TestApp app, CookieContainer browser)
    {
        using var token = JsonDocument.Parse(await app.GetAsync(browser, "/csrf"));
        return $"{token.RootElement.GetProperty("headerName").GetString()}:{token.RootElement.GetProperty("token").GetString()}\n";
    }
}
