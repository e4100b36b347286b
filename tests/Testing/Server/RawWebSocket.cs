using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Testing.Server;

/// <summary>A WebSocket client by hand, for what a library's does not do: pings, odd frames, no answer to a close.</summary>
public sealed class RawWebSocket : IAsyncDisposable
{
    private const int MostPayload = 1 << 24;

    private readonly TcpClient _tcp = new() { NoDelay = true };

    public Stream Stream { get; private set; } = Stream.Null;

    /// <param name="endpoint">Where to connect to.</param>
    /// <param name="receiveBuffer">How much the kernel takes of what is not read, about.</param>
    /// <param name="certificate">The server's, with TLS.</param>
    /// <param name="early">Sent together with the handshake, before its answer.</param>
    public static async Task<RawWebSocket> OpenAsync(Uri endpoint, int? receiveBuffer = null, SelfSignedCertificate? certificate = null, byte[]? early = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var socket = new RawWebSocket();
        if (receiveBuffer is { } size) socket._tcp.ReceiveBufferSize = size;
        await socket._tcp.ConnectAsync(endpoint.Host, endpoint.Port).WaitAsync(StompTestClient.Patience);
        socket.Stream = socket._tcp.GetStream();
        if (certificate is not null) socket.Stream = await SecureAsync(socket.Stream, endpoint.Host, certificate);
        var request = Encoding.ASCII.GetBytes($"GET {endpoint.AbsolutePath} HTTP/1.1\r\nHost: {endpoint.Authority}\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        await socket.WriteAsync((byte[])[.. request, .. early ?? []]);
        var head = "";
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal)) head += (char)(await ReadAsync(socket.Stream, 1))[0];
        Assert.StartsWith("HTTP/1.1 101", head, StringComparison.Ordinal);
        return socket;
    }

    /// <summary>One frame as it goes over the wire, masked with zeros.</summary>
    public static byte[] Frame(byte opcode, ReadOnlySpan<byte> payload, bool final = true)
    {
        byte[] length = payload.Length switch
        {
            <= 125 => [(byte)(0x80 | payload.Length)],
            <= ushort.MaxValue => [0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length],
            _ => [0x80 | 127, 0, 0, 0, 0, (byte)(payload.Length >> 24), (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length],
        };
        return [(byte)(opcode | (final ? 0x80 : 0)), .. length, 0, 0, 0, 0, .. payload];
    }

    public Task SendTextAsync(string text) => WriteAsync(Frame(1, Encoding.UTF8.GetBytes(text)));

    public Task WriteAsync(ReadOnlyMemory<byte> bytes) => Stream.WriteAsync(bytes).AsTask().WaitAsync(StompTestClient.Patience);

    /// <summary>The next frame: its opcode and payload.</summary>
    public async Task<(int Opcode, byte[] Payload)> ReceiveAsync()
    {
        var head = await ReadAsync(Stream, 2);
        int length = head[1];
        if (length == 126) length = BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(Stream, 2));
        else if (length == 127) length = (int)BinaryPrimitives.ReadUInt64BigEndian(await ReadAsync(Stream, 8));
        Assert.InRange(length, 0, MostPayload);
        return (head[0] & 0x0F, await ReadAsync(Stream, length));
    }

    /// <summary>Reads until the server ends the connection.</summary>
    public async Task WhenClosedAsync()
    {
        using var patience = new CancellationTokenSource(StompTestClient.Patience);
        var rest = new byte[64 * 1024];
        try
        {
            while (await Stream.ReadAsync(rest, patience.Token) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Reset: closed as well.
        }
    }

    /// <summary>Goes away without a word: the server's next write is answered with a reset.</summary>
    public void Kill()
    {
        _tcp.LingerState = new LingerOption(enable: true, seconds: 0);
        _tcp.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        await Stream.DisposeAsync();
    }

    private static async Task<Stream> SecureAsync(Stream stream, string host, SelfSignedCertificate certificate)
    {
        var secure = new SslStream(stream);
        var options = new SslClientAuthenticationOptions { TargetHost = host };
        certificate.Trust(options);
        await secure.AuthenticateAsClientAsync(options).WaitAsync(StompTestClient.Patience);
        return secure;
    }

    private static async Task<byte[]> ReadAsync(Stream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes).AsTask().WaitAsync(StompTestClient.Patience);
        return bytes;
    }
}
