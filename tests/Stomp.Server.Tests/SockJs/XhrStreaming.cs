namespace Stomp.Server.Tests.SockJs;

public sealed class XhrStreaming(SockJsFixture fixture) : SockJsCase(fixture)
{
    [Fact]
    public Task test_options() => VerifyOptionsAsync(Echo + "/abc/abc/xhr_streaming", "OPTIONS, POST");

    [Theory]
    [InlineData(null)]
    [InlineData("http://test")]
    public async Task test_transport(string? origin)
    {
        (string, string)[] headers = origin is null ? [] : [("Origin", origin)];
        var url = NewSession();
        await using var stream = await StreamAsync("POST", url + "/xhr_streaming", headers);
        Assert.Equal(200, stream.Status);
        VerifyContentType(stream, "application/javascript;charset=UTF-8");
        VerifyCors(stream, origin);
        VerifyNotCached(stream);
        Assert.Equal(new string('h', 2048) + "\n", await stream.ReadChunkAsync());
        Assert.Equal("o\n", await stream.ReadChunkAsync());

        Assert.Equal(204, (await PostAsync(url + "/xhr_send", "[\"x\"]", headers)).Status);
        Assert.Equal("a[\"x\"]\n", await stream.ReadChunkAsync());
    }

    [Fact]
    public async Task test_response_limit()
    {
        var url = NewSession();
        await using var stream = await StreamAsync("POST", url + "/xhr_streaming");
        Assert.Equal(200, stream.Status);
        Assert.NotEqual("", await stream.ReadChunkAsync());
        Assert.Equal("o\n", await stream.ReadChunkAsync());
        var message = "\"" + new string('x', 128) + "\"";
        for (var i = 0; i < 31; i++)
        {
            Assert.Equal(204, (await PostAsync(url + "/xhr_send", $"[{message}]")).Status);
            Assert.Equal($"a[{message}]\n", await stream.ReadChunkAsync());
        }

        Assert.Equal("", await stream.ReadChunkAsync());
    }
}
