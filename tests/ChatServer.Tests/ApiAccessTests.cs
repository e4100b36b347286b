using System.Net;
using System.Text.Json;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>Who may ask over HTTP, and how often.</summary>
public sealed class ApiAccessTests
{
    private const string AllowOrigin = "Access-Control-Allow-Origin";

    private static readonly (string, string) Allowed = ("Chat:AllowedOrigins:0", "https://*.partner.example");

    [Theory]
    [InlineData("https://a.partner.example", true)]
    [InlineData("https://partner.example", false)]
    [InlineData("https://a.partner.example.evil.example", false)]
    [InlineData("http://a.partner.example", false)]
    public async Task Scripts_of_other_pages_may_ask_where_the_settings_say(string origin, bool isAllowed)
    {
        await using var app = ChatApp.Start(Allowed);
        using var http = app.CreateClient();

        using var answer = await SendAsync(http, HttpMethod.Get, "/api/rooms", origin);
        using var preflight = await SendAsync(http, HttpMethod.Options, "/api/rooms", origin, ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"));

        string[] expected = isAllowed ? [origin] : [];
        Assert.Equal(expected, ValuesOf(answer, AllowOrigin));
        Assert.Equal(expected, ValuesOf(preflight, AllowOrigin));
        Assert.Equal(isAllowed ? ["POST"] : [], ValuesOf(preflight, "Access-Control-Allow-Methods"));
        // The browser keeps the answer from the script; cookies are of no use to anybody here.
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(ValuesOf(answer, "Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Without_the_setting_no_other_page_may_ask()
    {
        await using var app = ChatApp.Start();
        using var http = app.CreateClient();

        using var answer = await SendAsync(http, HttpMethod.Get, "/api/rooms", "https://a.partner.example");

        Assert.Empty(ValuesOf(answer, AllowOrigin));
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_again()
    {
        await using var app = ChatApp.Start(("Chat:RateLimits:RequestsPerAddress:PerSecond", "1"), ("Chat:RateLimits:RequestsPerAddress:Burst", "3"), Allowed);
        using var http = app.CreateClient();

        var asked = 0;
        var answer = await SendAsync(http, HttpMethod.Get, "/api/rooms", "https://a.partner.example");
        // Some are given back in a second, however slow this machine is.
        for (; answer.StatusCode == HttpStatusCode.OK && asked < 1000; asked++)
        {
            answer.Dispose();
            answer = await SendAsync(http, HttpMethod.Get, "/api/rooms", "https://a.partner.example");
        }

        Assert.InRange(asked, 3, 999);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("1", Assert.Single(ValuesOf(answer, "Retry-After")));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        // A page of another origin may read why.
        Assert.Equal("https://a.partner.example", Assert.Single(ValuesOf(answer, AllowOrigin)));
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Equal((429, "Too many requests from this address (RequestsPerAddress)."), (problem.Number("status"), problem.Text("detail")));
        answer.Dispose();
        using var page = await SendAsync(http, HttpMethod.Get, "/", "https://a.partner.example");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("Chat:RateLimits:Enabled", "false")]
    [InlineData("Chat:RateLimits:RequestsPerAddress:PerSecond", "0")]
    public async Task The_limit_can_be_switched_off(string key, string value)
    {
        await using var app = ChatApp.Start(("Chat:RateLimits:RequestsPerAddress:Burst", "1"), (key, value));
        using var http = app.CreateClient();

        for (var i = 0; i < 10; i++)
        {
            using var answer = await SendAsync(http, HttpMethod.Get, "/api/rooms", "https://a.partner.example");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method, string path, string origin, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add("Origin", origin);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await http.SendAsync(request).WaitAsync(StompTestClient.Patience);
    }

    private static IEnumerable<string> ValuesOf(HttpResponseMessage answer, string header) => answer.Headers.TryGetValues(header, out var values) ? values : [];
}
