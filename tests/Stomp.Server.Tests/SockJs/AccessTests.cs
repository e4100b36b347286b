using System.Net;

namespace Stomp.Server.Tests.SockJs;

/// <summary>Who may use an endpoint, and a session.</summary>
public sealed class AccessTests
{
    private const string Friend = "https://friend.example";
    private const string Stranger = "https://stranger.example";

    [Theory]
    [InlineData("GET", "/info")]
    [InlineData("OPTIONS", "/info")]
    [InlineData("GET", "")]
    [InlineData("GET", "/iframe.html")]
    [InlineData("GET", "/websocket")]
    [InlineData("GET", "/0/a/websocket")]
    [InlineData("POST", "/0/a/xhr")]
    [InlineData("POST", "/0/a/xhr_streaming")]
    [InlineData("POST", "/0/a/xhr_send")]
    [InlineData("GET", "/0/a/eventsource")]
    [InlineData("GET", "/0/a/htmlfile?c=x")]
    [InlineData("GET", "/0/a/jsonp?c=x")]
    [InlineData("POST", "/0/a/jsonp_send")]
    public async Task A_page_of_another_origin_is_refused_everywhere(string method, string path)
    {
        await using var app = await SockJsApp.StartAsync(origins: Friend);

        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(app, method, path, ("Origin", Stranger)));
        Assert.NotEqual(HttpStatusCode.Forbidden, await AskAsync(app, method, path, ("Origin", Friend)));
    }

    [Theory]
    [InlineData("Referer", Stranger + "/page")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_strangers_script_tag_has_no_origin_and_is_refused_all_the_same(string header, string value)
    {
        await using var app = await SockJsApp.StartAsync(origins: Friend);

        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(app, "GET", "/0/a/jsonp?c=x", (header, value)));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "GET", "/0/b/jsonp?c=x", ("Referer", Friend + "/page"), ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "GET", "/0/c/jsonp?c=x", ("Sec-Fetch-Site", "same-origin")));
    }

    [Fact]
    public async Task A_session_is_not_found_by_another_origin()
    {
        await using var app = await SockJsApp.StartAsync(origins: ["https://*.example"]);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "POST", "/0/guessed/xhr", ("Origin", Friend)));

        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(app, "POST", "/0/guessed/xhr", ("Origin", Stranger)));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(app, "POST", "/0/guessed/xhr_send", ("Origin", Stranger)));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(app, "GET", "/0/guessed/eventsource", ("Origin", Stranger)));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(app, "POST", "/0/guessed/xhr_send"));
        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(app, "POST", "/0/guessed/xhr_send", ("Origin", Friend)));
    }

    [Fact]
    public async Task A_session_is_not_found_by_another_user()
    {
        await using var app = await SockJsApp.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "POST", "/0/guessed/xhr", (SockJsApp.UserHeader, "ss")));

        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(app, "POST", "/0/guessed/xhr", (SockJsApp.UserHeader, "tt")));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(app, "POST", "/0/guessed/xhr"));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(app, "POST", "/0/guessed/xhr_send", (SockJsApp.UserHeader, "tt")));
        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(app, "POST", "/0/guessed/xhr_send", (SockJsApp.UserHeader, "ss")));
    }

    [Fact]
    public async Task The_server_s_own_origin_is_one_whether_the_browser_states_it_or_not()
    {
        await using var app = await SockJsApp.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "GET", "/0/own/jsonp?c=x"));

        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(app, "POST", "/0/own/xhr_send", ("Origin", app.HttpAddress.GetLeftPart(UriPartial.Authority))));
        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(app, "POST", "/0/own/xhr_send", ("Origin", "null"), ("Sec-Fetch-Site", "same-origin")));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(app, "POST", "/0/own/xhr_send", ("Origin", "null")));
    }

    [Fact]
    public async Task The_iframe_page_may_be_framed_by_those_only_who_may_connect()
    {
        await using var app = await SockJsApp.StartAsync(origins: [Friend, "https://*.friend.example"]);
        using var http = new HttpClient();
        using var page = await http.GetAsync(new Uri(app.SockJs() + "/iframe.html"));
        Assert.Contains($"frame-ancestors 'self' {Friend} https://*.friend.example", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transport_that_is_off_is_not_there()
    {
        await using var app = await SockJsApp.StartAsync(sockJs => sockJs.Transports = SockJsTransports.XhrPolling);
        (string, string)[] off =
        [
            ("POST", "xhr_streaming"), ("GET", "eventsource"), ("GET", "htmlfile?c=x"), ("GET", "jsonp?c=x"), ("POST", "jsonp_send"), ("GET", "websocket"),
        ];
        foreach (var (method, path) in off)
            Assert.Equal(HttpStatusCode.NotFound, await AskAsync(app, method, "/0/a/" + path));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "POST", "/0/a/xhr"));
        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(app, "POST", "/0/a/xhr_send"));
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_refused()
    {
        await using var app = await SockJsApp.StartAsync(sockJs => sockJs.MaxRequestBytes = 10);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "POST", "/0/a/xhr"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await AskAsync(app, "POST", "/0/a/xhr_send"));
    }

    private static async Task<HttpStatusCode> AskAsync(TestApp app, string method, string path, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient { Timeout = StompTestClient.Patience };
        using var request = new HttpRequestMessage(new(method), new Uri(app.SockJs() + path));
        if (method == "POST") request.Content = new StringContent("[\"\\n\\n\\n\\n\\n\\n\\n\"]");
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }
}
