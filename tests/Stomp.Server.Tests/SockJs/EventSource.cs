namespace Stomp.Server.Tests.SockJs;

public sealed class EventSource(SockJsFixture fixture) : SockJsCase(fixture)
{
    [Fact]
    public async Task test_transport()
    {
        var url = NewSession();
        await using var stream = await StreamAsync("GET", url + "/eventsource");
        Assert.Equal(200, stream.Status);
        VerifyContentType(stream, "text/event-stream;charset=UTF-8");
        VerifyNotCached(stream);
        Assert.Equal("\r\n", await stream.ReadChunkAsync());
        Assert.Equal("data: o\r\n\r\n", await stream.ReadChunkAsync());

        Assert.Equal(204, (await PostAsync(url + "/xhr_send", "[\"x\"]")).Status);
        Assert.Equal("data: a[\"x\"]\r\n\r\n", await stream.ReadChunkAsync());
        Assert.Equal(204, (await PostAsync(url + "/xhr_send", """["  \u0000\n\r "]""")).Status);
        Assert.Equal("""data: a["  \u0000\n\r "]""" + "\r\n\r\n", await stream.ReadChunkAsync());
    }

    [Fact]
    public async Task test_response_limit()
    {
        var url = NewSession();
        await using var stream = await StreamAsync("GET", url + "/eventsource");
        Assert.Equal(200, stream.Status);
        Assert.NotEqual("", await stream.ReadChunkAsync());
        Assert.Equal("data: o\r\n\r\n", await stream.ReadChunkAsync());
        var message = "\"" + new string('x', 4096) + "\"";
        Assert.Equal(204, (await PostAsync(url + "/xhr_send", $"[{message}]")).Status);
        Assert.Equal($"data: a[{message}]\r\n\r\n", await stream.ReadChunkAsync());
        Assert.Equal("", await stream.ReadChunkAsync());
    }
}
