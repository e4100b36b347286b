using System.Net.WebSockets;
using System.Text;

namespace Load;

/// <summary>
/// A client as lean as can be: it counts on one STOMP frame in a WebSocket message, as our server sends them, and parses none of it. A
/// full client would use more of the machine than the server does.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private byte[] _buffer = new byte[1024];

    public static async Task<Connection> OpenAsync(Uri server, CancellationToken cancellationToken)
    {
        var connection = new Connection();
        connection._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await connection._socket.ConnectAsync(server, cancellationToken);
        await connection.SendAsync("CONNECT\naccept-version:1.2\nhost:load\nheart-beat:0,0\n\n\0", cancellationToken);
        await connection.ExpectAsync("CONNECTED"u8.ToArray(), cancellationToken);
        return connection;
    }

    public async Task SubscribeAsync(string room, CancellationToken cancellationToken)
    {
        await SendAsync($"SUBSCRIBE\nid:sub-0\ndestination:/topic/public/{room}\nreceipt:r\n\n\0", cancellationToken);
        await ExpectAsync("RECEIPT"u8.ToArray(), cancellationToken);
    }

    public ValueTask SendAsync(string frame, CancellationToken cancellationToken) => SendAsync(Encoding.UTF8.GetBytes(frame), cancellationToken);

    public ValueTask SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken) =>
        _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    /// <summary>The next message; empty at the end. It is good until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close) return default;
            if (part.EndOfMessage) return _buffer.AsMemory(0, length);
            if (length == _buffer.Length) Array.Resize(ref _buffer, length * 2);
        }
    }

    /// <summary>Leaves as a client should.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await SendAsync("DISCONNECT\n\n\0", cancellationToken);
        while (!(await ReceiveAsync(cancellationToken)).IsEmpty)
        {
        }

        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
    }

    public void Dispose() => _socket.Dispose();

    private async Task ExpectAsync(byte[] command, CancellationToken cancellationToken)
    {
        var message = await ReceiveAsync(cancellationToken);
        if (!message.Span.StartsWith(command))
            throw new InvalidOperationException($"Expected {Encoding.UTF8.GetString(command)}, got: {Encoding.UTF8.GetString(message.Span)}");
    }
}
