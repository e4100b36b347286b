using System.Buffers;
using System.Net.Sockets;
using System.Text;
using Testing.Server;

namespace Stomp.Tests.Client;

/// <summary>The server's end of one connection.</summary>
internal sealed class ScriptedPeer(TcpClient connection) : IDisposable
{
    private readonly NetworkStream _stream = connection.GetStream();
    private readonly StompParser _parser = new(new StompLimits { MaxFrameBytes = 1 << 24, MaxBodyBytes = 1 << 24 });
    private readonly byte[] _chunk = new byte[64 * 1024];
    private ReadOnlySequence<byte> _unread;

    public Task SendAsync(string wire) => SendAsync(Encoding.UTF8.GetBytes(wire));

    public Task SendAsync(ReadOnlyMemory<byte> wire) => _stream.WriteAsync(wire).AsTask().WaitAsync(StompTestClient.Patience);

    public void Speaks(StompVersion version) => _parser.Version = version;

    /// <summary>The client's next frame, which has to be of the command.</summary>
    public async Task<StompFrame> ExpectAsync(string command)
    {
        StompFrame? frame;
        while (!_parser.TryParse(ref _unread, out frame)) Assert.True(await ReadAsync(), $"Closed instead of {command}.");
        Assert.Equal(command, frame.Command.ToWireName());
        return frame.ToOwned();
    }

    /// <summary>Takes a frame and confirms it.</summary>
    public async Task<StompFrame> ConfirmAsync(string command)
    {
        var frame = await ExpectAsync(command);
        await SendAsync($"RECEIPT\nreceipt-id:{frame.Headers["receipt"]}\n\n\0");
        return frame;
    }

    /// <summary>The bytes that come next, whatever they are; empty when the client closed.</summary>
    public async Task<string> ReadRawAsync()
    {
        await ReadAsync();
        var text = Encoding.UTF8.GetString(_unread);
        _unread = default;
        return text;
    }

    public async Task WhenClosedAsync()
    {
        while (await ReadAsync()) _unread = default;
    }

    public void Dispose()
    {
        _stream.Dispose();
        connection.Dispose();
    }

    private async Task<bool> ReadAsync()
    {
        using var patience = new CancellationTokenSource(StompTestClient.Patience);
        var count = await _stream.ReadAsync(_chunk, patience.Token);
        _unread = new ReadOnlySequence<byte>([.. _unread.ToArray(), .. _chunk.AsSpan(0, count)]);
        return count > 0;
    }
}
