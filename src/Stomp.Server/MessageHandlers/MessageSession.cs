using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;
using Stomp.Server.Transports;

namespace Stomp.Server.MessageHandlers;

/// <summary>One client's session with a handler of raw messages: calls it back, one thing after the other, and tells it of the end once.</summary>
internal sealed class MessageSession(MessageConnection connection, ClaimsPrincipal user, MessageHandlerApplication application)
    : IMessageSession, IMessageSink
{
    // As long as the end of a STOMP session waits by default.
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Dictionary<string, object?>? _attributes;
    private CancellationTokenSource? _closed;
    private bool _isClosed;
    private MessageCloseStatus? _status;
    private Exception? _fault;

    public string Id { get; } = RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyz", 16);

    public ClaimsPrincipal User { get; } = user;

    public IDictionary<string, object?> Attributes => _attributes ??= new(StringComparer.Ordinal);

    public bool SendsHeartBeats => false;

    public CancellationToken Closed
    {
        get
        {
            lock (_gate) return _isClosed ? new CancellationToken(canceled: true) : (_closed ??= new()).Token;
        }
    }

    public async Task RunAsync()
    {
        using var stopping = application.Stopping.Register(
            () => _ = EndAsync(new(MessageCloseStatus.ServiceRestart, Draining.Farewell)).AsTask());
        var running = connection.RunAsync(this);
        await CallAsync(static (handler, session) => handler.OnConnectedAsync(session));
        _connected.SetResult();
        var end = await WhenEndedAsync(running);
        MarkClosed();
        // Once the session is closing nothing is missed.
        if ((_fault ?? (_status is null ? end.Fault : null)) is { } fault) await CallLastAsync(handler => handler.OnErrorAsync(this, fault));
        await CallLastAsync(handler => handler.OnClosedAsync(this, _status ?? end.Status));
    }

    public async ValueTask OnMessageAsync(ReadOnlyMemory<byte> message, bool isText)
    {
        if (!_connected.Task.IsCompleted) await _connected.Task;
        if (_status is not null) return;
        if (message.Length > application.MaxMessageBytes)
            await EndAsync(new(MessageCloseStatus.TooBig, $"A message may have {application.MaxMessageBytes} bytes."));
        else await CallAsync((handler, session) => handler.OnMessageAsync(session, new(message, isText)));
    }

    public ValueTask SendAsync(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SendAsync(EncodedFrame.Create(Encoding.UTF8.GetBytes(text), isText: true));
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> data, bool isText)
    {
        if (!isText && !connection.CarriesBinary) throw new NotSupportedException("SockJS carries text alone.");
        return SendAsync(EncodedFrame.Create(data.Span, isText));
    }

    public ValueTask CloseAsync(int code = MessageCloseStatus.Normal, string reason = "")
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (code != MessageCloseStatus.Normal && code is < 3000 or > 4999)
            throw new ArgumentOutOfRangeException(nameof(code), code, "An application may close with 1000 and with 3000 to 4999 (RFC 6455, 7.4.2).");
        return EndAsync(new(code, WebSocketTransport.Fit(reason)));
    }

    private async ValueTask SendAsync(EncodedFrame frame)
    {
        try
        {
            await connection.SendAsync([frame]);
        }
        catch (Exception e) when (ConnectionFaults.Include(e))
        {
            // The handler is told of the end as such.
        }
    }

    private async ValueTask EndAsync(MessageCloseStatus status)
    {
        lock (_gate)
        {
            if (_status is not null) return;
            _status = status;
        }

        await connection.CloseAsync(status);
        _ending.TrySetResult();
    }

    private async Task<ConnectionEnd> WhenEndedAsync(Task<ConnectionEnd> running)
    {
        await Task.WhenAny(running, _ending.Task);
        if (!running.IsCompleted) await Task.WhenAny(running, Task.Delay(CloseTimeout));
        // A peer that does not answer a close frame is cut.
        if (!running.IsCompleted) connection.Abort();
        return await running;
    }

    private async ValueTask CallAsync(Func<IMessageHandler, MessageSession, ValueTask> call)
    {
        try
        {
            await call(application.Handler, this);
        }
        catch (Exception e)
        {
            application.Logger.CallbackFailed(e, Id);
            _fault ??= e;
            await EndAsync(new(MessageCloseStatus.Failed, "The server failed."));
        }
    }

    private async ValueTask CallLastAsync(Func<IMessageHandler, ValueTask> call)
    {
        try
        {
            await call(application.Handler);
        }
        catch (Exception e)
        {
            application.Logger.CallbackFailed(e, Id);
        }
    }

    private void MarkClosed()
    {
        CancellationTokenSource? closed;
        lock (_gate)
        {
            _isClosed = true;
            closed = _closed;
        }

        closed?.Cancel();
    }
}
