namespace Stomp.Server.Tests.SockJs;

public sealed class SessionURLs(SockJsFixture fixture) : SockJsCase(fixture)
{
    [Theory]
    [InlineData("/a/a")]
    [InlineData("/_/_")]
    [InlineData("/1/1")]
    [InlineData("/abcdefgh_i-j%20/abcdefg_i-j%20")]
    public async Task test_anyValue(string session)
    {
        var answer = await PostAsync(Echo + session + "/xhr");
        Assert.Equal(200, answer.Status);
        Assert.Equal("o\n", answer.Body);
    }

    [Theory]
    [InlineData("//")]
    [InlineData("/a./a")]
    [InlineData("/a/a.")]
    [InlineData("/./.")]
    [InlineData("/")]
    [InlineData("///")]
    public async Task test_invalidPaths(string suffix)
    {
        Verify404(await GetAsync(Echo + suffix + "/xhr"));
        Verify404(await PostAsync(Echo + suffix + "/xhr"));
    }

    [Fact]
    public async Task test_ignoringServerId()
    {
        var session = Guid.NewGuid();
        Assert.Equal("o\n", (await PostAsync($"{Echo}/000/{session}/xhr")).Body);
        var sent = await PostAsync($"{Echo}/000/{session}/xhr_send", "[\"a\"]");
        Assert.Equal(204, sent.Status);
        Assert.Equal("", sent.Body);
        var answer = await PostAsync($"{Echo}/999/{session}/xhr");
        Assert.Equal(200, answer.Status);
        Assert.Equal("a[\"a\"]\n", answer.Body);
    }
}
