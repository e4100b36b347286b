using System.Buffers.Binary;
using System.Text.Unicode;

namespace Testing.Server;

/// <summary>STOMP by hand over a WebSocket by hand: text where it is UTF-8, else binary.</summary>
public sealed class RawStompOverWebSocket(RawWebSocket socket) : RawStomp
{
    private const byte Text = 1;
    private const byte Binary = 2;
    private const byte Close = 8;
    private static readonly byte[] NormalClosure = [0x03, 0xE8];
    private bool _isFinished;

    public override Task SendAsync(ReadOnlyMemory<byte> wire) =>
        socket.WriteAsync(RawWebSocket.Frame(Utf8.IsValid(wire.Span) ? Text : Binary, wire.Span));

    public override Task FinishAsync()
    {
        _isFinished = true;
        return socket.WriteAsync(RawWebSocket.Frame(Close, NormalClosure));
    }

    public override void Kill() => socket.Kill();

    public override ValueTask DisposeAsync() => socket.DisposeAsync();

    protected override async Task<byte[]?> ReadAsync()
    {
        while (CloseCode is null)
        {
            var (opcode, payload) = await socket.ReceiveAsync();
            if (opcode is Text or Binary) return payload;
            if (opcode != Close) continue;
            CloseCode = payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(payload) : 0;
            if (!_isFinished) await FinishAsync();
        }

        return null;
    }
}
