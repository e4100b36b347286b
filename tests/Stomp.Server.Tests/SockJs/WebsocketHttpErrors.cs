namespace Stomp.Server.Tests.SockJs;

public sealed class WebsocketHttpErrors(SockJsFixture fixture) : SockJsCase(fixture)
{
    [Fact]
    public async Task test_httpMethod()
    {
        var answer = await GetAsync(Echo + "/0/0/websocket");
        Assert.Equal(400, answer.Status);
        Assert.Contains("Can \"Upgrade\" only to \"WebSocket\".", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task test_invalidConnectionHeader()
    {
        var answer = await GetAsync(Echo + "/0/0/websocket", ("Upgrade", "WebSocket"), ("Connection", "close"));
        Assert.Equal(400, answer.Status);
        Assert.Contains("\"Connection\" must be \"Upgrade\".", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task test_invalidMethod()
    {
        Verify405(await PostAsync(Echo + "/0/0/websocket", "", ("Upgrade", "WebSocket"), ("Connection", "Upgrade")));
        Verify405(await PostAsync(Echo + "/0/0/websocket"));
    }
}
