using System.Buffers;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Stomp;
using Xunit;

namespace Testing.Server;

/// <summary>
/// A client that sends what a test writes, byte for byte, and reads frames with the library's own parser. Every wait ends after
/// <see cref="Patience"/>, so that what hangs fails.
/// </summary>
public sealed class StompTestClient : IAsyncDisposable
{
    /// <summary>1012: the server stops, and asks its clients to come back.</summary>
    public const WebSocketCloseStatus ServiceRestart = (WebSocketCloseStatus)1012;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Large enough for whatever a test asks a server to send.
    private readonly StompParser _parser = new(new StompLimits { MaxFrameBytes = 1 << 24, MaxBodyBytes = 1 << 24 });
    private readonly byte[] _chunk = new byte[64 * 1024];
    private ReadOnlySequence<byte> _unread;

    private StompTestClient(ClientWebSocket socket) => Socket = socket;

    public ClientWebSocket Socket { get; }

    /// <summary>What CONNECTED called the session.</summary>
    public string SessionId { get; set; } = "";

    /// <summary>The type of the last WebSocket message.</summary>
    public WebSocketMessageType LastMessageType { get; private set; }

    /// <summary>The number of bytes of EOL received between frames: heart-beats.</summary>
    public int HeartBeats { get; private set; }

    public static async Task<StompTestClient> OpenAsync(Uri endpoint, string[]? subProtocols = null, Action<ClientWebSocketOptions>? configure = null)
    {
        var socket = new ClientWebSocket();
        foreach (var protocol in subProtocols ?? []) socket.Options.AddSubProtocol(protocol);
        configure?.Invoke(socket.Options);
        using var invoker = socket.Options.HttpVersion > HttpVersion.Version11 ? new HttpMessageInvoker(new SocketsHttpHandler()) : null;
        await socket.ConnectAsync(endpoint, invoker, CancellationToken.None).WaitAsync(Patience);
        return new(socket);
    }

    /// <summary>Sends one WebSocket message of text, as it stands.</summary>
    public Task SendAsync(string wire) => SendAsync(Encoding.UTF8.GetBytes(wire), WebSocketMessageType.Text);

    public Task SendAsync(ReadOnlyMemory<byte> wire, WebSocketMessageType type, bool endOfMessage = true) =>
        Socket.SendAsync(wire, type, endOfMessage, CancellationToken.None).AsTask().WaitAsync(Patience);

    /// <summary>Subscribes and waits until that is known to be done.</summary>
    public async Task SubscribeAsync(string destination, string id = "sub-0")
    {
        await SendAsync($"SUBSCRIBE\nid:{id}\ndestination:{destination}\nreceipt:subscribed-{id}\n\n\0");
        var receipt = await ExpectAsync("RECEIPT");
        Assert.Equal($"subscribed-{id}", receipt.Headers["receipt-id"]);
    }

    /// <summary>Sends a message and waits until it has been handled. Messages that come to this client before that fail it.</summary>
    public async Task PublishAsync(string destination, string body = "hi", string? headers = null)
    {
        await SendAsync($"SEND\ndestination:{destination}\nreceipt:published\n{headers}\n{body}\0");
        Assert.Equal("published", (await ExpectAsync("RECEIPT")).Headers["receipt-id"]);
    }

    /// <summary>Waits until the server has handled all that was sent; nothing may have come before its answer.</summary>
    public async Task FenceAsync()
    {
        await SubscribeAsync("/topic/fence", "fence");
        await SendAsync("UNSUBSCRIBE\nid:fence\n\n\0");
    }

    /// <summary>The next frame, which has to be a MESSAGE: its body.</summary>
    public async Task<string> ReceiveBodyAsync() => (await ExpectAsync("MESSAGE")).GetBodyText();

    /// <summary>The next frame, which has to be an ERROR, with the connection's end behind it.</summary>
    public async Task<StompFrame> ExpectErrorAsync(WebSocketCloseStatus status = WebSocketCloseStatus.ProtocolError)
    {
        var error = await ExpectAsync("ERROR");
        Assert.Equal(status, await ClosedAsync());
        return error;
    }

    /// <summary>The next frame.</summary>
    public async Task<StompFrame> ReceiveAsync() =>
        await TryReceiveAsync() ?? throw new InvalidOperationException($"Closed with {Socket.CloseStatus} instead of a frame.");

    /// <summary>The next frame, or null when the server closed.</summary>
    public async Task<StompFrame?> TryReceiveAsync()
    {
        while (true)
        {
            HeartBeats += (int)CountLineEnds();
            if (_parser.TryParse(ref _unread, out var frame)) return frame.ToOwned();
            if (!await ReadMoreAsync()) return null;
        }
    }

    /// <summary>The next frame, which has to be of the command.</summary>
    public async Task<StompFrame> ExpectAsync(string command)
    {
        var frame = await ReceiveAsync();
        Assert.True(command == frame.Command.ToWireName(), $"Expected {command}, got {frame.Command.ToWireName()} "
            + $"{string.Join(", ", frame.Headers.Select(header => $"{header.Key}:{header.Value}"))} {frame.GetBodyText()}");
        return frame;
    }

    /// <summary>The next frame as the bytes of its WebSocket message; only where no other has been read in part.</summary>
    public async Task<string> ReceiveRawAsync()
    {
        Assert.True(_unread.IsEmpty);
        Assert.True(await ReadMoreAsync(), "Closed instead of a message.");
        var text = Encoding.UTF8.GetString(_unread);
        _unread = default;
        return text;
    }

    /// <summary>Waits for a heart-beat, taking no frame.</summary>
    public async Task ReceiveHeartBeatAsync()
    {
        var before = HeartBeats;
        while (HeartBeats == before)
        {
            Assert.True(await ReadMoreAsync(), "Closed instead of a heart-beat.");
            HeartBeats += (int)CountLineEnds();
        }
    }

    /// <summary>Reads to the end, and gives the status it ended with.</summary>
    public async Task<WebSocketCloseStatus?> ClosedAsync()
    {
        while (await ReadMoreAsync()) _unread = default;
        return Socket.CloseStatus;
    }

    /// <summary>Goes away without a word, as a process that is killed does.</summary>
    public void Kill() => Socket.Abort();

    public ValueTask DisposeAsync()
    {
        Socket.Dispose();
        return default;
    }

    private long CountLineEnds()
    {
        var before = _unread.Length;
        while (!_unread.IsEmpty && _unread.FirstSpan[0] == '\n') _unread = _unread.Slice(1);
        return before - _unread.Length;
    }

    private async Task<bool> ReadMoreAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var result = await Socket.ReceiveAsync(_chunk.AsMemory(), patience.Token);
        if (result.MessageType == WebSocketMessageType.Close)
        {
            if (Socket.State == WebSocketState.CloseReceived)
                await Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
            return false;
        }

        LastMessageType = result.MessageType;
        _unread = new ReadOnlySequence<byte>([.. _unread.ToArray(), .. _chunk.AsSpan(0, result.Count)]);
        return true;
    }
}
