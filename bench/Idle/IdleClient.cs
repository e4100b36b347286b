using System.Net.Sockets;
using System.Text;

namespace Idle;

/// <summary>A client by hand, which connects and then says nothing more.</summary>
internal sealed class IdleClient : IDisposable
{
    private const string Connect = "CONNECT\naccept-version:1.2\nhost:bench\n\n\0";

    private readonly TcpClient _tcp = new();
    private readonly string _host;
    private readonly byte[] _buffer = new byte[4096];
    private string _read = "";

    private IdleClient(Uri server) => _host = server.Authority;

    /// <summary>What is measured.</summary>
    public static (string Name, Func<Uri, Task<IdleClient>> Open)[] Transports { get; } =
    [
        ("WebSocket", server => OpenWebSocketAsync(server, "/ws", isFramed: false)),
        ("SockJS websocket", server => OpenWebSocketAsync(server, $"/ws/0/{Guid.NewGuid()}/websocket", isFramed: true)),
        ("SockJS xhr_streaming", server => OpenStreamAsync(server, "POST", "xhr_streaming")),
        ("SockJS eventsource", server => OpenStreamAsync(server, "GET", "eventsource")),
        ("SockJS htmlfile", server => OpenStreamAsync(server, "GET", "htmlfile?c=x")),
        ("SockJS xhr, a request waiting", server => OpenPollingAsync(server, waits: true)),
        ("SockJS xhr, between requests", server => OpenPollingAsync(server, waits: false)),
    ];

    public void Dispose() => _tcp.Dispose();

    private static async Task<IdleClient> OpenWebSocketAsync(Uri server, string path, bool isFramed)
    {
        var client = await ConnectAsync(server);
        await client.WriteAsync($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        await client.ReadUntilAsync("\r\n\r\n");
        var text = Encoding.UTF8.GetBytes(isFramed ? Json : Connect);
        await client._tcp.GetStream().WriteAsync((byte[])[0x81, (byte)(0x80 | text.Length), 0, 0, 0, 0, .. text]);
        await client.ReadUntilAsync("CONNECTED");
        return client;
    }

    private static async Task<IdleClient> OpenStreamAsync(Uri server, string method, string transport)
    {
        var client = await ConnectAsync(server);
        var session = Guid.NewGuid();
        await client.RequestAsync(method, $"/ws/0/{session}/{transport}");
        await client.ReadUntilAsync("\r\no", "data: o", "p(\"o\")");
        await SendConnectAsync(server, session);
        await client.ReadUntilAsync("CONNECTED");
        return client;
    }

    private static async Task<IdleClient> OpenPollingAsync(Uri server, bool waits)
    {
        var client = await ConnectAsync(server);
        var session = Guid.NewGuid();
        await client.RequestAsync("POST", $"/ws/0/{session}/xhr");
        await client.ReadUntilAsync("\r\n\r\no\n");
        await SendConnectAsync(server, session);
        await client.RequestAsync("POST", $"/ws/0/{session}/xhr");
        await client.ReadUntilAsync("CONNECTED");
        if (waits) await client.RequestAsync("POST", $"/ws/0/{session}/xhr");
        else client.Dispose();
        return client;
    }

    private static string Json => System.Text.Json.JsonSerializer.Serialize((string[])[Connect]);

    private static async Task SendConnectAsync(Uri server, Guid session)
    {
        using var sender = await ConnectAsync(server);
        await sender.RequestAsync("POST", $"/ws/0/{session}/xhr_send", Json);
        await sender.ReadUntilAsync("HTTP/1.1 204");
    }

    private static async Task<IdleClient> ConnectAsync(Uri server)
    {
        var client = new IdleClient(server);
        await client._tcp.ConnectAsync(server.Host, server.Port);
        return client;
    }

    private Task RequestAsync(string method, string path, string body = "") =>
        WriteAsync($"{method} {path} HTTP/1.1\r\nHost: {_host}\r\n{(method == "POST" ? $"Content-Length: {body.Length}\r\n" : "")}\r\n{body}");

    private Task WriteAsync(string text) => _tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();

    private async Task ReadUntilAsync(params string[] words)
    {
        while (!words.Any(word => _read.Contains(word, StringComparison.Ordinal)))
        {
            var count = await _tcp.GetStream().ReadAsync(_buffer);
            if (count == 0) throw new IOException($"Closed: {_read}");
            _read += Encoding.Latin1.GetString(_buffer, 0, count);
        }

        _read = "";
    }
}
