using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Stomp.Server.Tests.Faults;

/// <summary>A STOMP client on a bare TCP connection, light enough for hundreds of them. Its test's time-out ends every wait.</summary>
internal sealed class BareClient : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly PipeReader _input;
    private readonly StompParser _parser = new();
    private readonly CancellationToken _cancellationToken;

    private BareClient(Socket socket, CancellationToken cancellationToken)
    {
        _socket = socket;
        _input = PipeReader.Create(new NetworkStream(socket));
        _cancellationToken = cancellationToken;
    }

    public string SessionId { get; private set; } = "";

    public static async Task<BareClient> ConnectAsync(int port, CancellationToken cancellationToken, int? receiveBuffer = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } size) socket.ReceiveBufferSize = size;
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        var client = new BareClient(socket, cancellationToken);
        await client.SendAsync("CONNECT\naccept-version:1.2\nhost:test\n\n\0");
        client.SessionId = (await client.ReceiveAsync("CONNECTED")).Headers["session"]!;
        return client;
    }

    public Task SendAsync(string wire) => SendAsync(Encoding.UTF8.GetBytes(wire));

    public async Task SendAsync(ReadOnlyMemory<byte> wire)
    {
        while (wire.Length > 0) wire = wire[await _socket.SendAsync(wire, _cancellationToken)..];
    }

    public async Task SubscribeAsync(string destination, string headers = "")
    {
        await SendAsync($"SUBSCRIBE\nid:0\ndestination:{destination}\nreceipt:subscribed\n{headers}\n\0");
        await ReceiveAsync("RECEIPT");
    }

    /// <summary>The next frame, which has to be of the command.</summary>
    public async Task<StompFrame> ReceiveAsync(string command)
    {
        var frame = await TryReceiveAsync() ?? throw new IOException($"Closed instead of {command}.");
        Assert.True(frame.Command.ToWireName() == command, $"{frame.Command.ToWireName()} instead of {command}: {frame.GetBodyText()}");
        return frame;
    }

    /// <summary>The next frame; null when the connection has ended, in whatever way.</summary>
    public async ValueTask<StompFrame?> TryReceiveAsync()
    {
        while (true)
        {
            ReadResult result;
            try
            {
                result = await _input.ReadAsync(_cancellationToken);
            }
            catch (IOException)
            {
                return null;
            }

            var buffer = result.Buffer;
            if (_parser.TryParse(ref buffer, out var frame))
            {
                var owned = frame.ToOwned();
                _input.AdvanceTo(buffer.Start);
                return owned;
            }

            _input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted) return null;
        }
    }

    /// <summary>Says that nothing more comes, and goes on reading.</summary>
    public void FinishOutput() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Resets the connection: what is on its way either way is lost.</summary>
    public void Kill()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _input.CompleteAsync();
    }

    public static int NumberOf(StompFrame message) => int.Parse(message.GetBodyText().Split(' ')[0], CultureInfo.InvariantCulture);
}
