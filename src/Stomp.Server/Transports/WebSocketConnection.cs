using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Features;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Transports;

/// <summary>Messages over the library's WebSocket, which frames, compresses and checks them.</summary>
/// <param name="socket">The WebSocket.</param>
/// <param name="request">The request under it.</param>
/// <param name="application">Whose limits hold for what is sent.</param>
/// <param name="maxMessageBytes">Most bytes of a message that comes; null hands over messages piece by piece.</param>
internal sealed class WebSocketConnection(WebSocket socket, IHttpRequestLifetimeFeature request, MessageApplication application,
    int? maxMessageBytes)
    : MessageConnection, IDisposable
{
    private const int ReadBytes = 16 * 1024;

    private readonly SemaphoreSlim _writing = new(1);
    private long _waitingBytes;
    private MessageCloseStatus? _refusal;

    public override CancellationToken Lost => request.RequestAborted;

    public override bool CarriesBinary => true;

    public override async Task<ConnectionEnd> RunAsync(IMessageSink sink)
    {
        using var message = new MessageBuffer();
        try
        {
            while (await ReceiveAsync(message, sink))
            {
            }

            return new(await AnswerCloseAsync(), null);
        }
        catch (Exception e) when (ConnectionFaults.Include(e))
        {
            return _refusal is { } refusal ? new(refusal, e) : ConnectionEnd.Broken(e);
        }
    }

    public override ValueTask SendAsync(ReadOnlySpan<EncodedFrame> messages)
    {
        var bytes = 0L;
        foreach (var message in messages) bytes += message.Length;
        var waiting = Interlocked.Add(ref _waitingBytes, bytes);
        // As in an outbox: a message alone may be as long as it is.
        if (waiting > application.MaxQueuedBytes && waiting > bytes) Abort();
        return new(SendAsync(messages.ToArray(), bytes));
    }

    public override async ValueTask CloseAsync(MessageCloseStatus status)
    {
        if (!await TryBeginWriteAsync()) return;
        try
        {
            if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
            var closing = socket.CloseOutputAsync((WebSocketCloseStatus)status.Code, status.Reason, CancellationToken.None);
            await closing.WaitAsync(application.SendTimeLimit);
        }
        catch (Exception e) when (e is TimeoutException || ConnectionFaults.Include(e))
        {
            Abort();
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

    public override void Abort()
    {
        socket.Abort();
        request.Abort();
    }

    /// <returns>Whether there is more to come.</returns>
    private async ValueTask<bool> ReceiveAsync(MessageBuffer message, IMessageSink sink)
    {
        // No buffer is held while nothing comes.
        var result = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        while (result.MessageType != WebSocketMessageType.Close)
        {
            var isText = result.MessageType == WebSocketMessageType.Text;
            if (message.Length > maxMessageBytes)
            {
                _refusal = new(MessageCloseStatus.TooBig, $"A message may have {maxMessageBytes} bytes.");
                await CloseAsync(_refusal.Value);
                throw new WebSocketException(WebSocketError.InvalidMessageType, "The message is too long.");
            }

            if (result.EndOfMessage || (maxMessageBytes is null && message.Length > 0))
            {
                await sink.OnMessageAsync(message.Written, isText);
                message.Clear();
                if (result.EndOfMessage) return true;
            }

            result = await socket.ReceiveAsync(message.GetMemory(ReadBytes), CancellationToken.None);
            message.Advance(result.Count);
        }

        return false;
    }

    // RFC 6455, 5.5.1: a close frame is answered with one that says the same.
    private async ValueTask<MessageCloseStatus> AnswerCloseAsync()
    {
        var status = new MessageCloseStatus((int?)socket.CloseStatus ?? MessageCloseStatus.NoStatus, socket.CloseStatusDescription ?? "");
        if (socket.State == WebSocketState.CloseReceived && await TryBeginWriteAsync())
        {
            try
            {
                await socket.CloseOutputAsync(socket.CloseStatus ?? WebSocketCloseStatus.Empty, socket.CloseStatus is null ? null : status.Reason,
                    CancellationToken.None);
            }
            finally
            {
                _writing.Release();
            }
        }

        return status;
    }

    private async Task SendAsync(EncodedFrame[] messages, long bytes)
    {
        var isWriting = false;
        try
        {
            isWriting = await TryBeginWriteAsync();
            if (!isWriting) throw new TimeoutException();
            foreach (var message in messages)
            {
                var type = message.IsText ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
                var send = socket.SendAsync(message.Stomp, type, endOfMessage: true, CancellationToken.None);
                if (!send.IsCompleted) await send.AsTask().WaitAsync(application.SendTimeLimit);
                else await send;
            }
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            Abort();
            throw new IOException("The connection takes nothing any more.", e);
        }
        finally
        {
            Interlocked.Add(ref _waitingBytes, -bytes);
            if (isWriting) _writing.Release();
        }
    }

    private Task<bool> TryBeginWriteAsync() => _writing.WaitAsync(application.SendTimeLimit);
}
