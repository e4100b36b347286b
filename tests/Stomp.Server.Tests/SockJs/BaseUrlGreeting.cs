namespace Stomp.Server.Tests.SockJs;

public sealed class BaseUrlGreeting(SockJsFixture fixture) : SockJsCase(fixture)
{
    [Theory]
    [InlineData("/echo")]
    [InlineData("/echo/")]
    public async Task test_greeting(string path)
    {
        var answer = await GetAsync(path);
        Assert.Equal(200, answer.Status);
        VerifyContentType(answer, "text/plain;charset=UTF-8");
        Assert.Equal("Welcome to SockJS!\n", answer.Body);
        VerifyNoCookie(answer);
    }

    [Theory]
    [InlineData("/a")]
    [InlineData("/a.html")]
    [InlineData("//")]
    [InlineData("///")]
    [InlineData("/a/a")]
    [InlineData("/a/a/")]
    [InlineData("/a/")]
    public async Task test_notFound(string suffix) => Verify404(await GetAsync(Echo + suffix));
}
