using System.Text;

namespace Stomp.Server.Tests.SockJs;

public sealed class WebsocketHixie76(SockJsFixture fixture) : SockJsCase(fixture)
{
    [Fact]
    public async Task test_transport()
    {
        await using var socket = await OpenAsync(Echo);
        Assert.Equal("o", await ReadMessageAsync(socket));
        await SendAsync(socket, "[\"a\"]");
        Assert.Equal("a[\"a\"]", await ReadMessageAsync(socket));
    }

    [Fact]
    public async Task test_close()
    {
        await using var socket = await OpenAsync(Close);
        Assert.Equal("o", await ReadMessageAsync(socket));
        Assert.Equal(GoAway, await ReadMessageAsync(socket));
        Assert.Equal([0xFF, 0x00], await socket.ReadBytesAsync(2));
        await socket.WriteAsync([0xFF, 0x00]);
        Assert.Equal("", await socket.ReadToEndAsync());
    }

    [Fact]
    public async Task test_empty_frame()
    {
        await using var socket = await OpenAsync(Echo);
        Assert.Equal("o", await ReadMessageAsync(socket));
        await SendAsync(socket, "");
        await SendAsync(socket, "[\"a\"]");
        Assert.Equal("a[\"a\"]", await ReadMessageAsync(socket));
    }

    [Fact]
    public async Task test_reuseSessionId()
    {
        var session = Guid.NewGuid().ToString();
        await using var first = await OpenAsync(Echo, session);
        await using var second = await OpenAsync(Echo, session);
        Assert.Equal("o", await ReadMessageAsync(first));
        Assert.Equal("o", await ReadMessageAsync(second));
        await SendAsync(first, "[\"a\"]");
        Assert.Equal("a[\"a\"]", await ReadMessageAsync(first));
        await SendAsync(second, "[\"b\"]");
        Assert.Equal("a[\"b\"]", await ReadMessageAsync(second));
    }

    [Fact]
    public async Task test_haproxy()
    {
        await using var answer = await HandshakeAsync(Echo, Guid.NewGuid().ToString());
        await answer.Connection.WriteAsync("aaaaaaaa"u8.ToArray());
        Assert.Equal([0xCA, 0x34, 0x00, 0xD8, 0xA5, 0x08, 0x47, 0x97, 0x2C, 0xD5, 0x71, 0x5A, 0xBA, 0xBF, 0x43, 0x7B], await answer.Connection.ReadBytesAsync(16));
    }

    [Fact]
    public async Task test_broken_json()
    {
        await using var socket = await OpenAsync(Echo);
        Assert.Equal("o", await ReadMessageAsync(socket));
        await SendAsync(socket, "[\"a");
        await Assert.ThrowsAnyAsync<IOException>(() => socket.ReadBytesAsync(1));
    }

    /// <summary>The answer's headers come before the eight bytes do.</summary>
    private async Task<RawAnswer> HandshakeAsync(string service, string session)
    {
        var path = $"{service}/000/{session}/websocket";
        var answer = await StreamAsync("GET", path, ("Connection", "Upgrade"), ("Upgrade", "WebSocket"), ("Origin", "http://asd"),
            ("Sec-WebSocket-Key1", "4 @1  46546xW%0l 1 5"), ("Sec-WebSocket-Key2", "12998 5 Y3 1  .P00"));
        Assert.Equal(101, answer.Status);
        Assert.Equal("upgrade", answer["connection"], ignoreCase: true);
        Assert.Equal("websocket", answer["upgrade"], ignoreCase: true);
        Assert.Equal(WebSocketUri(path).ToString(), answer["sec-websocket-location"]);
        Assert.Equal("http://asd", answer["sec-websocket-origin"]);
        Assert.Null(answer["content-length"]);
        return answer;
    }

    private async Task<RawHttp> OpenAsync(string service, string? session = null)
    {
        var answer = await HandshakeAsync(service, session ?? Guid.NewGuid().ToString());
        await answer.Connection.WriteAsync("aaaaaaaa"u8.ToArray());
        await answer.Connection.ReadBytesAsync(16);
        return answer.Connection;
    }

    private static Task SendAsync(RawHttp socket, string text) => socket.WriteAsync([0x00, .. Encoding.UTF8.GetBytes(text), 0xFF]);

    private static async Task<string> ReadMessageAsync(RawHttp socket)
    {
        Assert.Equal([0x00], await socket.ReadBytesAsync(1));
        var bytes = new List<byte>();
        while ((await socket.ReadBytesAsync(1))[0] is var next and not 0xFF) bytes.Add(next);
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
