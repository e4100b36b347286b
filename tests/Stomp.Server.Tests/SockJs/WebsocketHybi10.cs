namespace Stomp.Server.Tests.SockJs;

public sealed class WebsocketHybi10(SockJsFixture fixture) : WebsocketCases(fixture)
{
    [Theory]
    [InlineData("7")]
    [InlineData("8")]
    [InlineData("13")]
    public Task test_headersSanity(string version) => VerifyHandshakeAsync(version, "Upgrade");

    [Fact]
    public Task test_firefox_602_connection_header() => VerifyHandshakeAsync("7", "keep-alive, Upgrade");
}
