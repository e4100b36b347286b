using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Transports.SockJs.Drafts;

/// <summary>The frames of draft-hixie-thewebsocketprotocol-76: text between the bytes 0x00 and 0xFF, and 0xFF 0x00 to close.</summary>
internal sealed class Hixie76Connection(Stream stream, IHttpRequestLifetimeFeature request, int maxMessageBytes) : MessageConnection, IDisposable
{
    private const byte Begin = 0x00;
    private const byte End = 0xFF;
    private const int ReadBytes = 4 * 1024;

    private readonly SemaphoreSlim _writing = new(1);
    private bool _isInMessage;

    public override CancellationToken Lost => request.RequestAborted;

    public override bool CarriesBinary => false;

    public override async Task<ConnectionEnd> RunAsync(IMessageSink sink)
    {
        using var unread = new MessageBuffer();
        using var message = new MessageBuffer();
        try
        {
            while (true)
            {
                unread.Clear();
                var read = await stream.ReadAsync(unread.GetMemory(ReadBytes), Lost);
                unread.Advance(read);
                if (read == 0 || !await TakeAsync(unread.Written, message, sink)) return new(new(MessageCloseStatus.NoStatus, ""), null);
            }
        }
        catch (Exception e) when (ConnectionFaults.Include(e))
        {
            return ConnectionEnd.Broken(e);
        }
    }

    public override ValueTask SendAsync(ReadOnlySpan<EncodedFrame> messages)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var message in messages)
        {
            bytes.Write([Begin]);
            bytes.Write(message.Stomp.Span);
            bytes.Write([End]);
        }

        return WriteAsync(bytes.WrittenMemory);
    }

    public override ValueTask CloseAsync(MessageCloseStatus status) => WriteAsync(new byte[] { End, 0 });

    public override void Abort() => request.Abort();

    public void Dispose() => _writing.Dispose();

    /// <returns>False at the peer's close frame, and at what is no frame of text.</returns>
    private async ValueTask<bool> TakeAsync(ReadOnlyMemory<byte> bytes, MessageBuffer message, IMessageSink sink)
    {
        while (!bytes.IsEmpty)
        {
            if (!_isInMessage)
            {
                if (bytes.Span[0] != Begin) return false;
                _isInMessage = true;
                bytes = bytes[1..];
                continue;
            }

            var end = bytes.Span.IndexOf(End);
            var piece = end < 0 ? bytes : bytes[..end];
            piece.CopyTo(message.GetMemory(piece.Length));
            message.Advance(piece.Length);
            if (message.Length > maxMessageBytes) return false;
            if (end < 0) return true;
            await sink.OnMessageAsync(message.Written, isText: true);
            message.Clear();
            _isInMessage = false;
            bytes = bytes[(end + 1)..];
        }

        return true;
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await _writing.WaitAsync(Lost);
        try
        {
            await stream.WriteAsync(bytes, Lost);
        }
        finally
        {
            _writing.Release();
        }
    }
}
