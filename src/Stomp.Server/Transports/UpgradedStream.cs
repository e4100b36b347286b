using Stomp.Server.Broker;

namespace Stomp.Server.Transports;

/// <summary>
/// What the library's WebSocket reads and writes. Reads pass through; what it writes (answers to pings, the close frame) becomes frames
/// for the outbox, since only one may write to the connection.
/// </summary>
internal sealed class UpgradedStream(Stream connection) : Stream
{
    private bool _hasRead;
    private bool _isHandshakeDone;

    /// <summary>The connection itself, for the one who may write to it.</summary>
    public Stream Connection { get; } = connection;

    /// <summary>
    /// Whether the answer to the handshake is known to have left: the client spoke after it was put into the server's pipe, and not before,
    /// when it could not have read it.
    /// </summary>
    public bool IsHandshakeDone => Volatile.Read(ref _isHandshakeDone);

    /// <summary>Takes what the WebSocket writes.</summary>
    public Action<EncodedFrame>? OwnFrame { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _hasRead ? Connection.ReadAsync(buffer, cancellationToken) : ReadFirstAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        OwnFrame?.Invoke(EncodedFrame.OfWebSocket(buffer.Span));
        return default;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => OwnFrame?.Invoke(EncodedFrame.OfWebSocket(buffer.AsSpan(offset, count)));

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask<int> ReadFirstAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        _hasRead = true;
        var read = Connection.ReadAsync(buffer, cancellationToken);
        var hadToWait = !read.IsCompleted;
        var bytes = await read;
        Volatile.Write(ref _isHandshakeDone, hadToWait);
        return bytes;
    }
}
