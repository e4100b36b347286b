using System.Text.Json;

namespace Stomp.Server.Tests.SockJs;

public sealed class JsessionidCookie(SockJsFixture fixture) : SockJsCase(fixture)
{
    [Fact]
    public async Task test_basic()
    {
        var answer = await GetAsync(CookieNeeded + "/info");
        Assert.Equal(200, answer.Status);
        VerifyNoCookie(answer);
        using var info = JsonDocument.Parse(answer.Body);
        Assert.True(info.RootElement.GetProperty("cookie_needed").GetBoolean());
    }

    [Fact]
    public async Task test_xhr()
    {
        var answer = await PostAsync(NewSession(CookieNeeded) + "/xhr");
        Assert.Equal("o\n", answer.Body);
        VerifyCookie(answer);

        answer = await PostAsync(NewSession(CookieNeeded) + "/xhr", "", ("Cookie", "JSESSIONID=abcdef"));
        Assert.Equal("o\n", answer.Body);
        VerifyCookie(answer, "abcdef");
    }

    [Fact]
    public Task test_xhr_streaming() => VerifyStreamAsync("POST", "/xhr_streaming");

    [Fact]
    public Task test_eventsource() => VerifyStreamAsync("GET", "/eventsource");

    [Fact]
    public Task test_htmlfile() => VerifyStreamAsync("GET", "/htmlfile?c=%63allback");

    [Fact]
    public async Task test_jsonp()
    {
        var url = NewSession(CookieNeeded);
        var answer = await GetAsync(url + "/jsonp?c=%63allback");
        Assert.Equal(200, answer.Status);
        VerifyCookie(answer);
        Assert.Equal("callback(\"o\");\r\n", answer.Body);

        answer = await PostAsync(url + "/jsonp_send", "d=%5B%22x%22%5D", ("Content-Type", "application/x-www-form-urlencoded"));
        Assert.Equal("ok", answer.Body);
        Assert.Equal(200, answer.Status);
        VerifyCookie(answer);
    }

    private async Task VerifyStreamAsync(string method, string suffix)
    {
        await using var stream = await StreamAsync(method, NewSession(CookieNeeded) + suffix);
        Assert.Equal(200, stream.Status);
        VerifyCookie(stream);
    }

    private static void VerifyCookie(RawAnswer answer, string value = "dummy")
    {
        var parts = answer["set-cookie"]!.Split(';');
        Assert.Equal($"JSESSIONID={value}", parts[0].Trim());
        Assert.Equal("path=/", parts[1].Trim(), ignoreCase: true);
    }
}
