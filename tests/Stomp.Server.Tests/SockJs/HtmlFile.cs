namespace Stomp.Server.Tests.SockJs;

public sealed class HtmlFile(SockJsFixture fixture) : SockJsCase(fixture)
{
    private const string Head = """
        <!doctype html>
        <html><head>
          <meta http-equiv="X-UA-Compatible" content="IE=edge" />
          <meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
        </head><body><h2>Don't panic!</h2>
          <script>
            document.domain = document.domain;
            var c = parent.callback;
            c.start();
            function p(d) {c.message(d);};
            window.onload = function() {c.stop();};
          </script>
        """;

    [Fact]
    public async Task test_transport()
    {
        var url = NewSession();
        await using var stream = await StreamAsync("GET", url + "/htmlfile?c=%63allback");
        Assert.Equal(200, stream.Status);
        VerifyContentType(stream, "text/html;charset=UTF-8");
        VerifyNotCached(stream);
        var head = await stream.ReadChunkAsync();
        Assert.Equal(Head, head.Trim());
        Assert.True(head.Length > 1024);
        Assert.Equal(Frame("o"), await stream.ReadChunkAsync());

        Assert.Equal(204, (await PostAsync(url + "/xhr_send", "[\"x\"]")).Status);
        Assert.Equal(Frame("""a[\"x\"]"""), await stream.ReadChunkAsync());
    }

    [Fact]
    public async Task test_no_callback()
    {
        var answer = await GetAsync(Echo + "/a/a/htmlfile");
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
        var answer = await GetAsync(Echo + "/a/a/htmlfile?c=" + callback);
        Assert.Equal(500, answer.Status);
        Assert.Contains("invalid \"callback\" parameter", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task test_response_limit()
    {
        var url = NewSession();
        await using var stream = await StreamAsync("GET", url + "/htmlfile?c=callback");
        Assert.Equal(200, stream.Status);
        Assert.NotEqual("", await stream.ReadChunkAsync());
        Assert.Equal(Frame("o"), await stream.ReadChunkAsync());
        var message = new string('x', 4096);
        Assert.Equal(204, (await PostAsync(url + "/xhr_send", $"[\"{message}\"]")).Status);
        Assert.Equal(Frame($"""a[\"{message}\"]"""), await stream.ReadChunkAsync());
        Assert.Equal("", await stream.ReadChunkAsync());
    }

    [Fact]
    public async Task A_message_cannot_end_its_script()
    {
        var url = NewSession();
        await using var stream = await StreamAsync("GET", url + "/htmlfile?c=callback");
        await stream.ReadChunkAsync();
        await stream.ReadChunkAsync();
        Assert.Equal(204, (await PostAsync(url + "/xhr_send", "[\"</script><script>\"]")).Status);
        Assert.Equal(Frame("""a[\"\u003c/script>\u003cscript>\"]"""), await stream.ReadChunkAsync());
    }

    private static string Frame(string frame) => $"<script>\np(\"{frame}\");\n</script>\r\n";
}
