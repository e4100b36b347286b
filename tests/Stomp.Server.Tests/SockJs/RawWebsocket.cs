namespace Stomp.Server.Tests.SockJs;

public sealed class RawWebsocket(SockJsFixture fixture) : SockJsCase(fixture)
{
    [Fact]
    public async Task test_transport()
    {
        using var socket = await WebSocketAsync(Echo + "/websocket");
        await SendAsync(socket, "Hello world!\uffff");
        Assert.Equal("Hello world!\uffff", await ReceiveAsync(socket));
    }

    [Fact]
    public async Task test_close()
    {
        using var socket = await WebSocketAsync(Close + "/websocket");
        Assert.Null(await ReceiveAsync(socket));
        Assert.Equal(3000, (int)socket.CloseStatus!.Value);
        Assert.Equal("Go away!", socket.CloseStatusDescription);
    }
}
