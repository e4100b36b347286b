using System.Net.WebSockets;

namespace Stomp.Server.Tests.SockJs;

/// <summary>The cases that the specification has for each version of WebSocket.</summary>
public abstract class WebsocketCases(SockJsFixture fixture) : SockJsCase(fixture)
{
    [Fact]
    public async Task test_transport()
    {
        using var socket = await WebSocketAsync(NewSession() + "/websocket");
        Assert.Equal("o", await ReceiveAsync(socket));
        await SendAsync(socket, "");
        await SendAsync(socket, "[\"a\"]");
        Assert.Equal("a[\"a\"]", await ReceiveAsync(socket));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(StompTestClient.Patience);
    }

    [Fact]
    public async Task test_close()
    {
        using var socket = await WebSocketAsync(NewSession(Close) + "/websocket");
        Assert.Equal("o", await ReceiveAsync(socket));
        Assert.Equal(GoAway, await ReceiveAsync(socket));
        Assert.Null(await ReceiveAsync(socket));
    }

    [Fact]
    public async Task test_broken_json()
    {
        using var socket = await WebSocketAsync(NewSession() + "/websocket");
        Assert.Equal("o", await ReceiveAsync(socket));
        await SendAsync(socket, "[\"a");
        Assert.Null(await ReceiveAsync(socket));
        Assert.Equal(WebSocketState.Aborted, socket.State);
    }

    protected async Task VerifyHandshakeAsync(string version, string connection)
    {
        await using var answer = await StreamAsync("GET", NewSession() + "/websocket", ("Upgrade", "websocket"), ("Connection", connection),
            ("Sec-WebSocket-Version", version), ("Sec-WebSocket-Origin", "http://asd"), ("Sec-WebSocket-Key", "x3JJHMbDL1EzLkh9GBhXDw=="));
        Assert.Equal(101, answer.Status);
        Assert.Equal("HSmrc0sMlYUkAGmm5OPpG2HaGWk=", answer["sec-websocket-accept"]);
        Assert.Equal("upgrade", answer["connection"], ignoreCase: true);
        Assert.Equal("websocket", answer["upgrade"], ignoreCase: true);
        Assert.Null(answer["content-length"]);
    }
}
