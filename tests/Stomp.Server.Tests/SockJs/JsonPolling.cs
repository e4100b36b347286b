namespace Stomp.Server.Tests.SockJs;

public sealed class JsonPolling(SockJsFixture fixture) : SockJsCase(fixture)
{
    private static readonly (string, string) Form = ("Content-Type", "application/x-www-form-urlencoded");

    [Fact]
    public async Task test_transport()
    {
        var url = NewSession();
        var opened = await GetAsync(url + "/jsonp?c=%63allback");
        Assert.Equal(200, opened.Status);
        VerifyContentType(opened, "application/javascript;charset=UTF-8");
        VerifyNotCached(opened);
        Assert.Equal("callback(\"o\");\r\n", opened.Body);

        var sent = await PostAsync(url + "/jsonp_send", "d=%5B%22x%22%5D", Form);
        Assert.Equal("ok", sent.Body);
        Assert.Equal(200, sent.Status);
        VerifyContentType(sent, "text/plain;charset=UTF-8");
        VerifyNotCached(sent);

        var answer = await GetAsync(url + "/jsonp?c=%63allback");
        Assert.Equal(200, answer.Status);
        Assert.Equal("""callback("a[\"x\"]");""" + "\r\n", answer.Body);
    }

    [Fact]
    public async Task test_no_callback()
    {
        var answer = await GetAsync(Echo + "/a/a/jsonp");
        Assert.Equal(500, answer.Status);
        Assert.Contains("\"callback\" parameter required", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%20")]
    [InlineData("*")]
    [InlineData("abc(")]
    [InlineData("abc%28")]
    public async Task test_invalid_callback(string callback)
    {
        var answer = await GetAsync(Echo + "/a/a/jsonp?c=" + callback);
        Assert.Equal(500, answer.Status);
        Assert.Contains("invalid \"callback\" parameter", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task test_invalid_json()
    {
        var url = await OpenAsync();
        var broken = await PostAsync(url + "/jsonp_send", "d=%5B%22x", Form);
        Assert.Equal(500, broken.Status);
        Assert.Contains("Broken JSON encoding.", broken.Body, StringComparison.Ordinal);
        foreach (var data in (string[])["", "d=", "p=p"])
        {
            var empty = await PostAsync(url + "/jsonp_send", data, Form);
            Assert.Equal(500, empty.Status);
            Assert.Contains("Payload expected.", empty.Body, StringComparison.Ordinal);
        }

        Assert.Equal("ok", (await PostAsync(url + "/jsonp_send", "d=%5B%22b%22%5D", Form)).Body);
        Assert.Equal("""x("a[\"b\"]");""" + "\r\n", (await GetAsync(url + "/jsonp?c=x")).Body);
    }

    [Fact]
    public async Task test_content_types()
    {
        var url = await OpenAsync();
        Assert.Equal("ok", (await PostAsync(url + "/jsonp_send", "d=%5B%22abc%22%5D", Form)).Body);
        Assert.Equal("ok", (await PostAsync(url + "/jsonp_send", "[\"%61bc\"]", ("Content-Type", "text/plain"))).Body);
        Assert.Equal("""x("a[\"abc\",\"%61bc\"]");""" + "\r\n", (await GetAsync(url + "/jsonp?c=x")).Body);
    }

    [Fact]
    public async Task test_close()
    {
        var url = await OpenAsync(Close);
        for (var i = 0; i < 2; i++) Assert.Equal("""x("c[3000,\"Go away!\"]");""" + "\r\n", (await GetAsync(url + "/jsonp?c=x")).Body);
    }

    [Fact]
    public async Task test_sending_empty_frame()
    {
        var url = await OpenAsync();
        Assert.Equal("ok", (await PostAsync(url + "/jsonp_send", "d=%5B%5D", Form)).Body);
        Assert.Equal("ok", (await PostAsync(url + "/jsonp_send", "d=%5B%22x%22%5D", Form)).Body);
        Assert.Equal("""x("a[\"x\"]");""" + "\r\n", (await GetAsync(url + "/jsonp?c=x")).Body);
    }

    private async Task<string> OpenAsync(string service = Echo)
    {
        var url = NewSession(service);
        Assert.Equal("x(\"o\");\r\n", (await GetAsync(url + "/jsonp?c=x")).Body);
        return url;
    }
}
