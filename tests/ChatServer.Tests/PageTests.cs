using System.Net;
using System.Net.Http.Headers;
using Xunit;

namespace ChatServer.Tests;

/// <summary>The page's files, and what browsers are told of them.</summary>
public sealed class PageTests(SharedChatApp shared) : IClassFixture<SharedChatApp>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/?room=x")]
    [InlineData("/index.html")]
    public async Task The_page_is_served(string path)
    {
        using var client = shared.App.CreateClient();

        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("role=\"log\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/js/main.js", "text/javascript")]
    [InlineData("/css/tokens.css", "text/css")]
    [InlineData("/favicon.svg", "image/svg+xml")]
    public async Task Its_parts_are_served_with_their_types(string path, string type)
    {
        using var client = shared.App.CreateClient();

        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/js/app.js")]
    [InlineData("/nowhere")]
    [InlineData("/ws")]
    public async Task Every_answer_forbids_foreign_scripts_and_guessed_types(string path)
    {
        using var client = shared.App.CreateClient();

        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task A_file_that_the_browser_has_is_not_sent_again()
    {
        using var client = shared.App.CreateClient();
        using var first = await client.GetAsync(new Uri("/js/app.js", UriKind.Relative));
        Assert.True(first.Headers.CacheControl?.NoCache);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/js/app.js");
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse($"{first.Headers.ETag}"));

        using var second = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/package.json")]
    [InlineData("/node_modules/@stomp/stompjs/package.json")]
    [InlineData("/appsettings.json")]
    [InlineData("/../appsettings.json")]
    [InlineData("/js/")]
    public async Task Nothing_else_is_served(string path)
    {
        using var client = shared.App.CreateClient();

        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_plain_request_to_the_endpoint_is_greeted_by_SockJs()
    {
        using var client = shared.App.CreateClient();

        using var response = await client.GetAsync(new Uri("/ws", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Welcome to SockJS!\n", await response.Content.ReadAsStringAsync());
    }
}
