using System.Globalization;
using System.Text;
using Xunit;

namespace Testing.Server;

/// <summary>
/// A client that sends and reads STOMP byte by byte, over either transport, and shares no code with the library: it does not forgive what
/// the library's own parser might. Every wait ends after <see cref="StompTestClient.Patience"/>.
/// </summary>
public abstract class RawStomp : IAsyncDisposable
{
    private byte[] _unread = [];
    private int _fences;

    /// <summary>How many EOLs came between frames: heart-beats.</summary>
    public int LineEnds { get; private set; }

    /// <summary>What the server's close frame said; null on TCP, which has none.</summary>
    public int? CloseCode { get; protected set; }

    public static async Task<RawStomp> OpenAsync(TestApp app, Transport over)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (over == Transport.WebSocket) return new RawStompOverWebSocket(await RawWebSocket.OpenAsync(app.Endpoint));
        return await RawStompOverTcp.OpenAsync(app.TcpPort);
    }

    /// <summary>Opens a connection and connects, in the version given.</summary>
    public static async Task<RawStomp> ConnectAsync(TestApp app, Transport over, string version = "1.2", string headers = "")
    {
        var client = await OpenAsync(app, over);
        await client.SendAsync($"CONNECT\naccept-version:{version}\nhost:test\n{headers}\n\0");
        await client.ExpectAsync("CONNECTED");
        return client;
    }

    /// <summary>Sends what the test wrote, in one piece.</summary>
    public Task SendAsync(string wire) => SendAsync(Encoding.UTF8.GetBytes(wire));

    /// <summary>Sends bytes in one piece.</summary>
    public abstract Task SendAsync(ReadOnlyMemory<byte> wire);

    /// <summary>Says that nothing more will come, in the manner of the transport, and goes on reading.</summary>
    public abstract Task FinishAsync();

    /// <summary>Goes away without a word.</summary>
    public abstract void Kill();

    public abstract ValueTask DisposeAsync();

    /// <summary>The next frame, or null when the server ended the connection.</summary>
    public async Task<RawFrame?> TryReceiveAsync()
    {
        RawFrame? frame;
        while ((frame = TakeFrame()) is null)
        {
            if (await ReadAsync() is not { } bytes)
            {
                Assert.True(_unread.Length == 0, $"The connection ended within a frame: {Encoding.UTF8.GetString(_unread)}");
                return null;
            }

            _unread = [.. _unread, .. bytes];
        }

        return frame;
    }

    /// <summary>The next frame, which has to be of the command.</summary>
    public async Task<RawFrame> ExpectAsync(string command)
    {
        var frame = await TryReceiveAsync();
        Assert.True(frame is not null, $"Expected {command}, but the connection ended ({CloseCode}).");
        Assert.True(frame.Command == command, $"Expected {command}, got {frame}");
        return frame;
    }

    /// <summary>The next frame, which has to be an ERROR, with the connection's end right behind it.</summary>
    public async Task<RawFrame> ExpectErrorAsync()
    {
        var error = await ExpectAsync("ERROR");
        Assert.Null(await TryReceiveAsync());
        if (this is RawStompOverWebSocket) Assert.Equal(1002, CloseCode);
        return error;
    }

    /// <summary>The next frame, which has to be the RECEIPT of this id.</summary>
    public async Task ExpectReceiptAsync(string id) => Assert.Equal(id, (await ExpectAsync("RECEIPT"))["receipt-id"]);

    /// <summary>The next frames, which have to be MESSAGEs.</summary>
    public async Task<RawFrame[]> ExpectMessagesAsync(int count)
    {
        var messages = new RawFrame[count];
        for (var i = 0; i < count; i++) messages[i] = await ExpectAsync("MESSAGE");
        return messages;
    }

    /// <summary>Subscribes to what holds no message yet, and waits until that is done.</summary>
    public async Task SubscribeAsync(string destination, string id = "0", string headers = "")
    {
        await SendAsync($"SUBSCRIBE\nid:{id}\ndestination:{destination}\nreceipt:subscribed\n{headers}\n\0");
        await ExpectReceiptAsync("subscribed");
    }

    /// <summary>Waits until all that was sent has been handled. Nothing may come before the answer.</summary>
    public async Task FenceAsync()
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"fence-{_fences++}");
        await SendAsync($"SEND\ndestination:/topic/fence\nreceipt:{id}\n\n\0");
        await ExpectReceiptAsync(id);
    }

    /// <summary>Waits for a heart-beat, taking no frame.</summary>
    public async Task ReceiveHeartBeatAsync()
    {
        for (var before = LineEnds; LineEnds == before;)
        {
            TakeLineEnds();
            if (LineEnds > before) return;
            var bytes = await ReadAsync();
            Assert.True(bytes is not null, "The connection ended instead of a heart-beat.");
            _unread = [.. _unread, .. bytes];
        }
    }

    /// <summary>What comes next, or null when the server ended the connection.</summary>
    protected abstract Task<byte[]?> ReadAsync();

    // frame = command LF *( header LF ) LF *OCTET NULL *( LF )
    private RawFrame? TakeFrame()
    {
        TakeLineEnds();
        var headLength = _unread.AsSpan().IndexOf("\n\n"u8);
        if (headLength < 0) return null;
        var frame = new RawFrame(Encoding.UTF8.GetString(_unread, 0, headLength), []);
        var rest = _unread.AsSpan(headLength + 2);
        var bodyLength = frame["content-length"] is { } length ? int.Parse(length, CultureInfo.InvariantCulture) : rest.IndexOf((byte)0);
        if (bodyLength < 0 || rest.Length <= bodyLength) return null;
        Assert.Equal(0, rest[bodyLength]);
        frame = frame with { Body = rest[..bodyLength].ToArray() };
        _unread = rest[(bodyLength + 1)..].ToArray();
        return frame;
    }

    private void TakeLineEnds()
    {
        var count = 0;
        while (count < _unread.Length && _unread[count] == '\n') count++;
        LineEnds += count;
        _unread = _unread[count..];
    }
}
