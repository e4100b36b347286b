namespace Stomp.Server.Tests.SockJs;

public sealed class XhrPolling(SockJsFixture fixture) : SockJsCase(fixture)
{
    [Theory]
    [InlineData("/xhr")]
    [InlineData("/xhr_send")]
    public Task test_options(string suffix) => VerifyOptionsAsync(Echo + "/abc/abc" + suffix, "OPTIONS, POST");

    [Theory]
    [InlineData(null)]
    [InlineData("http://test")]
    public async Task test_transport(string? origin)
    {
        (string, string)[] headers = origin is null ? [] : [("Origin", origin)];
        var url = NewSession();
        var opened = await PostAsync(url + "/xhr", "", headers);
        Assert.Equal(200, opened.Status);
        Assert.Equal("o\n", opened.Body);
        VerifyContentType(opened, "application/javascript;charset=UTF-8");
        VerifyCors(opened, origin);
        VerifyNotCached(opened);

        var sent = await PostAsync(url + "/xhr_send", "[\"x\"]", headers);
        Assert.Equal(204, sent.Status);
        Assert.Equal("", sent.Body);
        VerifyContentType(sent, "text/plain;charset=UTF-8");
        VerifyCors(sent, origin);
        VerifyNotCached(sent);

        var answer = await PostAsync(url + "/xhr", "", headers);
        Assert.Equal(200, answer.Status);
        Assert.Equal("a[\"x\"]\n", answer.Body);
    }

    [Fact]
    public async Task test_invalid_session() => Verify404(await PostAsync(NewSession() + "/xhr_send", "[\"x\"]"));

    [Fact]
    public async Task test_invalid_json()
    {
        var url = NewSession();
        Assert.Equal("o\n", (await PostAsync(url + "/xhr")).Body);

        var broken = await PostAsync(url + "/xhr_send", "[\"x");
        Assert.Equal(500, broken.Status);
        Assert.Contains("Broken JSON encoding.", broken.Body, StringComparison.Ordinal);
        var empty = await PostAsync(url + "/xhr_send");
        Assert.Equal(500, empty.Status);
        Assert.Contains("Payload expected.", empty.Body, StringComparison.Ordinal);
        var sent = await PostAsync(url + "/xhr_send", "[\"a\"]");
        Assert.Equal(204, sent.Status);
        Assert.Equal("", sent.Body);

        Assert.Equal("a[\"a\"]\n", (await PostAsync(url + "/xhr")).Body);
    }

    [Fact]
    public async Task test_content_types()
    {
        var url = NewSession();
        Assert.Equal("o\n", (await PostAsync(url + "/xhr")).Body);
        string[] types = ["text/plain", "T", "application/json", "application/xml", "", "application/json; charset=utf-8", "text/xml; charset=utf-8", "text/xml"];
        foreach (var type in types)
        {
            var sent = await PostAsync(url + "/xhr_send", "[\"a\"]", ("Content-Type", type));
            Assert.Equal(204, sent.Status);
            Assert.Equal("", sent.Body);
        }

        Assert.Equal("a[" + string.Join(',', types.Select(_ => "\"a\"")) + "]\n", (await PostAsync(url + "/xhr")).Body);
    }

    [Theory]
    [InlineData("a, b, c")]
    [InlineData("")]
    [InlineData(null)]
    public async Task test_request_headers_cors(string? wanted)
    {
        (string, string)[] headers = wanted is null ? [] : [("Access-Control-Request-Headers", wanted)];
        var answer = await PostAsync(NewSession() + "/xhr", "", headers);
        Assert.Equal(200, answer.Status);
        VerifyCors(answer);
        Assert.Equal(string.IsNullOrEmpty(wanted) ? null : wanted, answer["access-control-allow-headers"]);

        // HEAD asks the same of the preflight.
        answer = await OptionsAsync(NewSession() + "/xhr", [.. headers, ("Origin", "test"), ("Access-Control-Request-Method", "POST")]);
        Assert.Equal(204, answer.Status);
        VerifyCors(answer, "test");
        Assert.Equal(string.IsNullOrEmpty(wanted) ? null : wanted, answer["access-control-allow-headers"]);
    }

    [Fact]
    public async Task test_sending_empty_frame()
    {
        var url = NewSession();
        Assert.Equal("o\n", (await PostAsync(url + "/xhr")).Body);
        Assert.Equal(204, (await PostAsync(url + "/xhr_send", "[]")).Status);
        Assert.Equal(204, (await PostAsync(url + "/xhr_send", "[\"a\"]")).Status);
        Assert.Equal("a[\"a\"]\n", (await PostAsync(url + "/xhr")).Body);
    }
}
