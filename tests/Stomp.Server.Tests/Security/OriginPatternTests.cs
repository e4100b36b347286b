using System.Net;
using System.Net.WebSockets;

namespace Stomp.Server.Tests.Security;

/// <summary>Which pages' scripts may connect: patterns of origins (RFC 6454) that an endpoint allows.</summary>
public sealed class OriginPatternTests
{
    [Theory]
    // By its very text, without case.
    [InlineData("https://chat.example", "https://chat.example", true)]
    [InlineData("https://chat.example", "HTTPS://Chat.Example", true)]
    [InlineData("https://chat.example", "http://chat.example", false)]
    [InlineData("https://chat.example", "https://chat.example:8443", false)]
    [InlineData("https://chat.example", "https://chat.example.evil.example", false)]
    [InlineData("https://chat.example", "https://evil.example/https://chat.example", false)]
    [InlineData("https://chat.example", "https://chat.examplee", false)]
    // Subdomains.
    [InlineData("https://*.example.com", "https://a.example.com", true)]
    [InlineData("https://*.example.com", "https://a.b.example.com", true)]
    [InlineData("https://*.example.com", "https://example.com", false)]
    [InlineData("https://*.example.com", "https://evilexample.com", false)]
    [InlineData("https://*.example.com", "https://a.example.com.evil.example", false)]
    [InlineData("https://*.example.com", "https://a.example.com:444", false)]
    [InlineData("https://*.example.com", "http://a.example.com", false)]
    [InlineData("https://*.example.com", "https://evil.example/.example.com", false)]
    [InlineData("https://*.example.com", "https://evil.example?.example.com", false)]
    [InlineData("https://*.example.com", "https://evil.example#.example.com", false)]
    [InlineData("https://*.example.com", "https://evil.example\\.example.com", false)]
    [InlineData("https://*.example.com", "https://user@evil.example:1@a.example.com", false)]
    // Ports and schemes.
    [InlineData("http://localhost:*", "http://localhost:5173", true)]
    [InlineData("http://localhost:*", "http://localhost", false)]
    [InlineData("http://localhost:*", "http://localhost:80@evil.example", false)]
    [InlineData("http://localhost:*", "http://localhost:80.evil.example", false)]
    [InlineData("http://localhost:*", "http://localhost:", false)]
    [InlineData("*://chat.example", "http://chat.example", true)]
    [InlineData("*://chat.example", "capacitor://chat.example", true)]
    [InlineData("*://chat.example", "http://evil://chat.example", false)]
    [InlineData("http://[::1]:*", "http://[::1]:5000", true)]
    // A page without an origin of its own, such as a sandboxed frame: by name, or with all.
    [InlineData("https://*", "null", false)]
    [InlineData("null", "null", true)]
    [InlineData("*", "null", true)]
    [InlineData("*", "https://anywhere.example", true)]
    [InlineData("https://*.*.example.com", "https://a.b.example.com", true)]
    [InlineData("https://*.*.example.com", "https://a.example.com", false)]
    public async Task An_origin_is_allowed_by_a_pattern(string pattern, string origin, bool isAllowed)
    {
        await using var app = await TestApp.StartAsync(endpoint: endpoint => endpoint.AllowedOrigins.Add(pattern));

        Assert.Equal(isAllowed ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.Forbidden, await StatusAsync(app, origin));
    }

    [Fact]
    public async Task Who_has_no_origin_is_no_browser_and_may_connect()
    {
        await using var app = await TestApp.StartAsync();

        Assert.Equal(HttpStatusCode.SwitchingProtocols, await StatusAsync(app, null));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await StatusAsync(app, $"http://{app.HttpAddress.Authority}"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(app, $"https://{app.HttpAddress.Authority}"));
    }

    [Fact]
    public async Task A_hostile_origin_is_compared_in_no_time()
    {
        await using var app = await TestApp.StartAsync(endpoint: endpoint => endpoint.AllowedOrigins.Add("https://*a*a*a*a*a*a*a*a.example"));

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(app, "https://" + new string('a', 20_000)));
    }

    private static async Task<HttpStatusCode> StatusAsync(TestApp app, string? origin)
    {
        using var socket = new ClientWebSocket();
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(app.Endpoint, CancellationToken.None).WaitAsync(StompTestClient.Patience);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return socket.HttpStatusCode;
    }
}
