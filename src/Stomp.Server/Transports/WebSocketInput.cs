using System.Net.WebSockets;

namespace Stomp.Server.Transports;

/// <summary>
/// The bytes of a WebSocket's messages, text or binary, one after the other; the end of the stream is the peer's close frame. (The
/// library's WebSocketStream refuses to be read once the server has sent its own close frame.)
/// </summary>
internal sealed class WebSocketInput(WebSocket socket) : Stream
{
    private bool _isAtEnd;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <remarks>
    /// A read into no room waits for bytes without holding a buffer for them. It cannot be cancelled, only ended with the connection: each
    /// layer below would register with the token, for every read and as long as it waits.
    /// </remarks>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!_isAtEnd)
        {
            var result = await socket.ReceiveAsync(buffer, CancellationToken.None);
            _isAtEnd = result.MessageType == WebSocketMessageType.Close;
            // An empty message is no end.
            if (result.Count > 0 || buffer.IsEmpty) return result.Count;
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
