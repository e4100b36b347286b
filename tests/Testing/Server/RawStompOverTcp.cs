using System.Net;
using System.Net.Sockets;

namespace Testing.Server;

/// <summary>STOMP by hand over TCP.</summary>
public sealed class RawStompOverTcp : RawStomp
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _chunk = new byte[64 * 1024];

    private RawStompOverTcp()
    {
    }

    public static async Task<RawStomp> OpenAsync(int port)
    {
        var client = new RawStompOverTcp();
        await client._socket.ConnectAsync(IPAddress.Loopback, port).WaitAsync(StompTestClient.Patience);
        return client;
    }

    public override async Task SendAsync(ReadOnlyMemory<byte> wire)
    {
        using var patience = new CancellationTokenSource(StompTestClient.Patience);
        while (!wire.IsEmpty) wire = wire[await _socket.SendAsync(wire, patience.Token)..];
    }

    public override Task FinishAsync()
    {
        _socket.Shutdown(SocketShutdown.Send);
        return Task.CompletedTask;
    }

    public override void Kill() => _socket.Close(0);

    public override ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }

    protected override async Task<byte[]?> ReadAsync()
    {
        using var patience = new CancellationTokenSource(StompTestClient.Patience);
        var count = await _socket.ReceiveAsync(_chunk, patience.Token);
        return count == 0 ? null : _chunk[..count];
    }
}
