namespace Stomp.Client;

/// <summary>One connection, from CONNECTED to its end: a reader, a writer, the receipts waited for, and one way to end.</summary>
internal sealed class ClientConnection : IAsyncDisposable
{
    private readonly ClientTransport _transport;
    private readonly StompClientOptions _options;
    private readonly FrameReader _reader;
    private readonly FrameQueue _queue;
    private readonly PendingReceipts _receipts = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource<Exception> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HeartBeatWatch? _heartBeats;
    private Task _reading = Task.CompletedTask;
    private Task _writing = Task.CompletedTask;
    private StompErrorException? _lastError;
    private long _lastWrite;
    private bool _isEnding;

    private ClientConnection(ClientTransport transport, StompClientOptions options)
    {
        _transport = transport;
        _options = options;
        _reader = new(transport.Input, options);
        _queue = new(options.MaxQueuedBytes);
        _lastWrite = options.TimeProvider.GetTimestamp();
    }

    public StompVersion Version { get; private set; }

    /// <summary>What the server said in its CONNECTED.</summary>
    public StompHeaders ConnectedHeaders { get; private set; } = [];

    /// <summary>Done when the connection is over, with the reason.</summary>
    public Task<Exception> Ended => _ended.Task;

    public bool IsOver => Volatile.Read(ref _isEnding);

    public TimeSpan Silence => _reader.Silence;

    /// <summary>When something was last written, as a timestamp of the clock.</summary>
    public long LastWrite => Volatile.Read(ref _lastWrite);

    /// <summary>Dials, sends CONNECT and waits for CONNECTED, all within the options' time.</summary>
    public static async Task<ClientConnection> OpenAsync(StompAddress address, StompClientOptions options, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        ClientConnection? connection = null;
        try
        {
            var transport = await ClientTransport.DialAsync(address, options, either.Token);
            connection = new(transport, options);
            await connection.HandshakeAsync(address, either.Token);
            return connection;
        }
        catch (Exception e)
        {
            if (connection is not null) await connection.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (timeout.IsCancellationRequested)
                throw new StompConnectionException($"{address.Uri} did not answer CONNECT in {options.ConnectTimeout.TotalSeconds:0.###} s.", e);
            if (e is StompErrorException or StompConnectionException || !ConnectionFaults.Include(e)) throw;
            throw new StompConnectionException($"{address.Uri} cannot be reached: {e.Message}", e);
        }
    }

    /// <summary>Starts to read and write.</summary>
    public void Start(ClientInbox inbox)
    {
        _reading = ReadAllAsync(inbox);
        _writing = WriteAllAsync();
    }

    /// <summary>Sends a frame; done when it is queued, or when its RECEIPT has come.</summary>
    public Task SendAsync(StompFrame frame, bool awaitReceipt, CancellationToken cancellationToken) => awaitReceipt
        ? SendWithReceiptAsync(frame, _options.ReceiptTimeout, waitsForRoom: true, cancellationToken)
        : _queue.EnqueueAsync(frame, cancellationToken).AsTask();

    /// <summary>Sends a frame of the client's own, which is queued when the call returns; done then, or when its RECEIPT has come.</summary>
    public Task RequestAsync(StompFrame frame, bool awaitReceipt, CancellationToken cancellationToken)
    {
        if (awaitReceipt) return SendWithReceiptAsync(frame, _options.ReceiptTimeout, waitsForRoom: false, cancellationToken);
        Send(frame);
        return Task.CompletedTask;
    }

    /// <summary>Sends a frame of the client's own, without a wait.</summary>
    public void Send(StompFrame frame) => _queue.Enqueue(frame);

    private async Task SendWithReceiptAsync(StompFrame frame, TimeSpan timeout, bool waitsForRoom, CancellationToken cancellationToken)
    {
        if (frame.Headers[StompHeaderNames.Receipt] is not { } id)
        {
            id = _receipts.NewId();
            frame.Headers.Add(StompHeaderNames.Receipt, id);
        }

        var receipt = _receipts.ExpectAsync(id);
        try
        {
            if (waitsForRoom) await _queue.EnqueueAsync(frame, cancellationToken);
            else _queue.Enqueue(frame);
            await receipt.WaitAsync(timeout, _options.TimeProvider, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"The server sent no RECEIPT for {frame.Command.ToWireName()} within {timeout.TotalSeconds:0.###} s. "
                + "If the client had stopped reading, because a subscription's buffer was full, take its messages faster or set a prefetch count.", e);
        }
        finally
        {
            _receipts.Forget(id);
        }
    }

    public void SendHeartBeat() => _queue.EnqueueHeartBeat();

    /// <summary>The one way to end: the first reason counts.</summary>
    public void End(Exception reason)
    {
        if (Interlocked.Exchange(ref _isEnding, true)) return;
        // A server that sends an ERROR closes; the ERROR is the better reason.
        if (_lastError is not null && reason is not StompErrorException) reason = new StompConnectionException(_lastError.Message, _lastError);
        _heartBeats?.Dispose();
        _queue.End(reason);
        _receipts.FailAll(reason);
        _ending.Cancel();
        _ended.TrySetResult(reason);
    }

    /// <summary>Says goodbye: DISCONNECT, its RECEIPT, and the transport's own close, all within the options' time.</summary>
    public async Task DisconnectAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.CloseTimeout, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await SendWithReceiptAsync(new StompFrame(StompCommand.Disconnect), _options.CloseTimeout, waitsForRoom: false, either.Token);
            await _transport.CloseAsync(either.Token);
            await Ended.WaitAsync(either.Token);
        }
        catch (Exception e) when (ConnectionFaults.Include(e))
        {
            // The connection ends either way.
        }
    }

    public async ValueTask DisposeAsync()
    {
        End(new StompConnectionException("The client was closed."));
        await Task.WhenAll(_ended.Task, _reading, _writing);
        await _transport.DisposeAsync();
        _ending.Dispose();
    }

    private async Task HandshakeAsync(StompAddress address, CancellationToken cancellationToken)
    {
        _queue.Enqueue(ClientHandshake.Connect(address, _options));
        await _transport.WriteAsync(await _queue.TakeAsync(cancellationToken), cancellationToken);
        var answer = await _reader.ReadAsync(cancellationToken);
        var (version, heartBeat) = ClientHandshake.Accept(answer, _options);
        ConnectedHeaders = answer!.Headers;
        Version = _queue.Version = _reader.Version = version;
        _heartBeats = new(this, heartBeat, _options);
    }

    private async Task ReadAllAsync(ClientInbox inbox)
    {
        try
        {
            while (await _reader.ReadAsync(_ending.Token) is { } frame) await HandleAsync(frame, inbox);
            End(new StompConnectionException("The server closed the connection."));
        }
#pragma warning disable CA1031 // Whatever it is, it ends the connection, whose end tells it.
        catch (Exception e)
        {
            End(e);
        }
#pragma warning restore CA1031
    }

    private ValueTask HandleAsync(StompFrame frame, ClientInbox inbox)
    {
        // The specification lets a server close behind an ERROR. RabbitMQ and ActiveMQ often go on, and then it was no reason to end.
        _lastError = null;
        switch (frame.Command)
        {
            case StompCommand.Message:
                return inbox.DeliverAsync(frame, this, _ending.Token);
            case StompCommand.Receipt:
                _receipts.Complete(frame.RequireHeader(StompHeaderNames.ReceiptId, "STOMP 1.2, RECEIPT"));
                return default;
            case StompCommand.Error:
                var error = _lastError = new StompErrorException(frame);
                if (!_receipts.Fail(error.ReceiptId, error)) inbox.Tell(error);
                return default;
            default:
                throw new StompProtocolException(frame.Command.ToWireName(), null, "the frame is not one of a connected server", "STOMP 1.2, Server Frames");
        }
    }

    private async Task WriteAllAsync()
    {
        try
        {
            while (true)
            {
                var batch = await _queue.TakeAsync(_ending.Token);
                await _transport.WriteAsync(batch, _ending.Token);
                Volatile.Write(ref _lastWrite, _options.TimeProvider.GetTimestamp());
            }
        }
#pragma warning disable CA1031 // Whatever it is, it ends the connection, whose end tells it.
        catch (Exception e)
        {
            End(e);
        }
#pragma warning restore CA1031
    }
}
