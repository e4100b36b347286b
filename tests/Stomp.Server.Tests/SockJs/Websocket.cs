namespace Stomp.Server.Tests.SockJs;

/// <summary>The class of HEAD, which knows RFC 6455 alone.</summary>
public sealed class Websocket(SockJsFixture fixture) : WebsocketCases(fixture)
{
    [Fact]
    public Task test_headersSanity() => VerifyHandshakeAsync("13", "Upgrade");

    [Fact]
    public async Task test_empty_frame()
    {
        using var socket = await WebSocketAsync(NewSession() + "/websocket");
        Assert.Equal("o", await ReceiveAsync(socket));
        await SendAsync(socket, "");
        await SendAsync(socket, "[]");
        await SendAsync(socket, "[\"a\"]");
        Assert.Equal("a[\"a\"]", await ReceiveAsync(socket));
    }

    [Fact]
    public async Task test_reuseSessionId()
    {
        var url = NewSession() + "/websocket";
        using (var first = await WebSocketAsync(url))
        using (var second = await WebSocketAsync(url))
        {
            Assert.Equal("o", await ReceiveAsync(first));
            Assert.Equal("o", await ReceiveAsync(second));
            await SendAsync(first, "[\"a\"]");
            Assert.Equal("a[\"a\"]", await ReceiveAsync(first));
            await SendAsync(second, "[\"b\"]");
            Assert.Equal("a[\"b\"]", await ReceiveAsync(second));
        }

        using var third = await WebSocketAsync(url);
        Assert.Equal("o", await ReceiveAsync(third));
        await SendAsync(third, "[\"a\"]");
        Assert.Equal("a[\"a\"]", await ReceiveAsync(third));
    }

    [Fact]
    public async Task A_single_string_is_a_message_too()
    {
        using var socket = await WebSocketAsync(NewSession() + "/websocket");
        Assert.Equal("o", await ReceiveAsync(socket));
        await SendAsync(socket, "\"a\"");
        Assert.Equal("a[\"a\"]", await ReceiveAsync(socket));
    }
}
