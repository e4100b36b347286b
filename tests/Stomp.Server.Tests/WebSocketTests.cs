using System.Buffers;
using System.Net.WebSockets;
using System.Text;

namespace Stomp.Server.Tests;

/// <summary>How frames travel in WebSocket messages, and what WebSockets do besides (RFC 6455).</summary>
public sealed class WebSocketTests
{
    private const string Script = "CONNECT\naccept-version:1.2\nhost:h\n\n\0"
        + "SUBSCRIBE\nid:0\ndestination:/topic/a\n\n\0SEND\ndestination:/topic/a\ncontent-length:7\n\n안\0녕\0";

    [Theory]
    [InlineData(WebSocketMessageType.Text)]
    [InlineData(WebSocketMessageType.Binary)]
    public async Task Text_and_binary_messages_are_read_alike_and_answered_as_text(WebSocketMessageType type)
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var client = await StompTestClient.OpenAsync(app.Endpoint);

        await client.SendAsync(Encoding.UTF8.GetBytes(Script), type);

        await client.ExpectAsync("CONNECTED");
        Assert.Equal(WebSocketMessageType.Text, client.LastMessageType);
        Assert.Equal("안\0녕", await client.ReceiveBodyAsync());
        Assert.Equal(WebSocketMessageType.Text, client.LastMessageType);
    }

    [Fact]
    public async Task A_body_that_is_no_UTF_8_travels_as_a_binary_message()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var client = await app.SubscribedAsync("/topic/a");

        await client.SendAsync((byte[])[.. "SEND\ndestination:/topic/a\ncontent-length:3\n\n"u8, 0xFF, 0, 0xFE, 0], WebSocketMessageType.Binary);

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal([0xFF, 0, 0xFE], message.Body.ToArray());
        Assert.Equal(WebSocketMessageType.Binary, client.LastMessageType);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_script_works_cut_at_every_byte(bool intoMessages)
    {
        await using var app = await TestApp.StartOpenAsync();
        var bytes = Encoding.UTF8.GetBytes(Script);
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            await using var client = await StompTestClient.OpenAsync(app.Endpoint);
            await client.SendAsync(bytes.AsMemory(0, cut), WebSocketMessageType.Binary, endOfMessage: intoMessages);
            await client.SendAsync(bytes.AsMemory(cut), WebSocketMessageType.Binary);
            await client.ExpectAsync("CONNECTED");
            Assert.Equal("안\0녕", await client.ReceiveBodyAsync());
            client.Kill();
        }
    }

    [Fact]
    public async Task A_script_works_byte_by_byte_with_empty_messages_between()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var client = await StompTestClient.OpenAsync(app.Endpoint);

        foreach (var one in Encoding.UTF8.GetBytes(Script))
        {
            await client.SendAsync((byte[])[one], WebSocketMessageType.Binary);
            await client.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text);
        }

        await client.ExpectAsync("CONNECTED");
        Assert.Equal("안\0녕", await client.ReceiveBodyAsync());
    }

    [Fact]
    public async Task Each_frame_is_a_message_of_its_own()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SUBSCRIBE\nid:0\ndestination:/topic/a\nreceipt:1\n\n\0\n\nUNSUBSCRIBE\nid:0\nreceipt:2\n\n\0\n");

        Assert.Equal("RECEIPT\nreceipt-id:1\n\n\0", await client.ReceiveRawAsync());
        Assert.Equal("RECEIPT\nreceipt-id:2\n\n\0", await client.ReceiveRawAsync());
    }

    [Fact]
    public async Task A_ping_is_answered_also_within_a_fragmented_message()
    {
        await using var app = await TestApp.StartAsync();
        await using var socket = await RawWebSocket.OpenAsync(app.Endpoint);

        await socket.WriteAsync(RawWebSocket.Frame(1, "CONNECT\naccept-"u8, final: false));
        await socket.WriteAsync(RawWebSocket.Frame(9, "anyone?"u8));
        var pong = await socket.ReceiveAsync();
        await socket.WriteAsync(RawWebSocket.Frame(0, "version:1.2\n\n\0"u8));

        Assert.Equal(10, pong.Opcode);
        Assert.Equal("anyone?"u8, pong.Payload);
        Assert.StartsWith("CONNECTED\n", Encoding.UTF8.GetString((await socket.ReceiveAsync()).Payload), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clients_close_is_answered()
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await app.ConnectAsync();

        await client.Socket.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "page left", CancellationToken.None).WaitAsync(StompTestClient.Patience);

        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.Socket.CloseStatus);
        await app.WhenSessionsAsync(0);
    }

    [Fact]
    public async Task What_breaks_the_WebSocket_protocol_ends_the_connection_quietly()
    {
        await using var app = await TestApp.StartAsync();
        await using var socket = await RawWebSocket.OpenAsync(app.Endpoint);

        await socket.WriteAsync((byte[])[0x81, 0x05, .. "hello"u8]); // a client must mask

        await socket.WhenClosedAsync();
        await app.WhenSessionsAsync(0);
    }
}
