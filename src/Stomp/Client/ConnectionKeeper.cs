namespace Stomp.Client;

/// <summary>Gets a client its connection, and another one when that is lost.</summary>
#pragma warning disable CA1001 // A cancellation source without a timer holds nothing, and is asked until the last.
internal sealed class ConnectionKeeper
#pragma warning restore CA1001
{
    private readonly IReadOnlyList<StompAddress> _addresses;
    private readonly StompClientOptions _options;
    private readonly Action<StompClientState, Exception?> _tellState;
    private readonly Backoff _backoff;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _connected = NewSignal();
    private ClientConnection? _current;
    private Task _keeping = Task.CompletedTask;
    private Task? _close;
    private Exception? _fault;
    private int _nextAddress;

    public ConnectionKeeper(IReadOnlyList<StompAddress> addresses, StompClientOptions options, ClientInbox inbox,
        Action<StompClientState, Exception?> tellState)
    {
        _addresses = addresses;
        _options = options;
        Inbox = inbox;
        _tellState = tellState;
        _backoff = new(options.Reconnect, Random.Shared.NextDouble);
    }

    public ClientInbox Inbox { get; }

    public StompClientState State { get; private set; }

    /// <summary>Done when the client is closed for good.</summary>
    public Task Closed => _closed.Task;

    /// <exception cref="StompConnectionException">There is no connection; where the client has given up, why.</exception>
    /// <exception cref="ObjectDisposedException">It was asked to close.</exception>
    public ClientConnection Current
    {
        get
        {
            lock (_gate)
            {
                if (_fault is not null) throw StompConnectionException.Because(_fault);
                ObjectDisposedException.ThrowIf(State == StompClientState.Closed, typeof(StompClient));
                return _current ?? throw new StompConnectionException(State == StompClientState.Reconnecting
                    ? "The connection was lost; the client is reconnecting." : "The client is not connected.");
            }
        }
    }

    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_close is not null || State == StompClientState.Closed, typeof(StompClient));
            if (State != StompClientState.Disconnected) throw new InvalidOperationException("The client has been asked to connect already.");
            State = StompClientState.Connecting;
        }

        // A connection that is lost at once is one all the same: the next one is not waited for.
        var connected = WhenConnectedAsync();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token, cancellationToken);
        try
        {
            _tellState(StompClientState.Connecting, null);
            _keeping = KeepAsync(await OpenFirstAsync(either.Token));
        }
        catch (Exception e)
        {
            if (TryEnter(StompClientState.Disconnected)) _tellState(StompClientState.Disconnected, e);
            throw;
        }

        await connected;
        if (State == StompClientState.Closed) await Closed;
    }

    /// <summary>Done when there is a connection.</summary>
    public Task WhenConnectedAsync()
    {
        lock (_gate) return _current is not null ? Task.CompletedTask : _connected.Task;
    }

    /// <summary>Makes a subscription known, and makes it on the server: at once, or with the next connection while that is being tried for.</summary>
    public Task SubscribeAsync(StompSubscription subscription, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var connection = State == StompClientState.Reconnecting ? null : Current;
            Inbox.Add(subscription);
            if (connection is null || subscription.Options.IsImplicit) return Task.CompletedTask;
            var subscribing = connection.RequestAsync(subscription.SubscribeFrame(), subscription.Options.AwaitReceipt, cancellationToken);
            if (!subscribing.IsFaulted) subscription.MadeOn = connection;
            return subscribing;
        }
    }

    public void Unsubscribe(StompSubscription subscription)
    {
        lock (_gate)
        {
            if (!Inbox.Remove(subscription) || _current is not { IsOver: false } connection || subscription.MadeOn != connection) return;
            try
            {
                connection.Send(UnsubscribeFrame(subscription));
            }
            catch (StompConnectionException)
            {
                // It has just ended, and the subscription with it.
            }
        }
    }

    /// <summary>The same; what still comes before the server's RECEIPT is delivered.</summary>
    public async Task UnsubscribeAsync(StompSubscription subscription, CancellationToken cancellationToken)
    {
        ClientConnection? connection;
        lock (_gate) connection = _current is { IsOver: false } current && subscription.MadeOn == current ? current : null;
        try
        {
            if (connection is not null) await connection.RequestAsync(UnsubscribeFrame(subscription), awaitReceipt: true, cancellationToken);
        }
        catch (StompConnectionException)
        {
            // It has ended, and the subscription with it.
        }
        finally
        {
            lock (_gate)
            {
                if (subscription.MadeOn == connection) Inbox.Remove(subscription);
            }

            // There may be another connection by now, where it was made anew.
            Unsubscribe(subscription);
        }
    }

    public Task CloseAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return _close ??= Task.Run(() => CloseOnceAsync(cancellationToken), CancellationToken.None);
    }

    private async Task CloseOnceAsync(CancellationToken cancellationToken)
    {
        await _closing.CancelAsync();
        // A full buffer must not keep the reader from the RECEIPT of DISCONNECT.
        Inbox.Close(null);
        ClientConnection? connection;
        lock (_gate) connection = _current;
        if (connection is not null)
        {
            await connection.DisconnectAsync(cancellationToken);
            await connection.DisposeAsync();
        }

        await _keeping;
        Finish(null);
    }

    private async Task KeepAsync(ClientConnection first)
    {
        var connection = first;
        try
        {
            while (connection is not null && Use(connection))
            {
                var since = _options.TimeProvider.GetTimestamp();
                _tellState(StompClientState.Connected, null);
                var reason = await connection.Ended;
                Leave();
                await connection.DisposeAsync();
                if (_options.TimeProvider.GetElapsedTime(since) >= _options.Reconnect.MaxDelay) _backoff.Reset();
                connection = await ReconnectAsync(reason);
            }
        }
#pragma warning disable CA1031 // What a handler of StateChanged throws closes the client, whose end tells it.
        catch (Exception e)
        {
            Finish(e);
        }
#pragma warning restore CA1031
        finally
        {
            if (connection is not null) await connection.DisposeAsync();
        }
    }

    /// <returns>The new connection; null when the client is closed, or gives up.</returns>
    private async Task<ClientConnection?> ReconnectAsync(Exception reason)
    {
        while (_options.Reconnect.Enabled && !_backoff.IsSpent && TryEnter(StompClientState.Reconnecting))
        {
            _tellState(StompClientState.Reconnecting, reason);
            try
            {
                await Task.Delay(_backoff.Next(), _options.TimeProvider, _closing.Token);
                return await OpenAnyAsync(_closing.Token);
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                return null;
            }
#pragma warning disable CA1031 // Whatever keeps an attempt from its end, BeforeConnect's own faults included, the next may come further.
            catch (Exception e)
            {
                reason = e;
            }
#pragma warning restore CA1031
        }

        if (!_closing.IsCancellationRequested) Finish(reason);
        return null;
    }

    private async Task<ClientConnection> OpenFirstAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await OpenAnyAsync(cancellationToken);
            }
#pragma warning disable CA1031 // As in ReconnectAsync.
            catch (Exception e) when (_options.Reconnect is { Enabled: true, FromStart: true } && !_backoff.IsSpent && !cancellationToken.IsCancellationRequested)
            {
                _tellState(StompClientState.Connecting, e);
            }
#pragma warning restore CA1031

            await Task.Delay(_backoff.Next(), _options.TimeProvider, cancellationToken);
        }
    }

    /// <summary>One attempt: each address in turn, from the one behind the last that was tried.</summary>
    private async Task<ClientConnection> OpenAnyAsync(CancellationToken cancellationToken)
    {
        var options = _options.BeforeConnect is { } before ? await before(_options, cancellationToken) : _options;
        for (var tries = 1; ; tries++)
        {
            var address = _addresses[_nextAddress];
            _nextAddress = (_nextAddress + 1) % _addresses.Count;
            try
            {
                return await ClientConnection.OpenAsync(address, options, cancellationToken);
            }
            catch (StompConnectionException) when (tries < _addresses.Count)
            {
                // The next may answer.
            }
        }
    }

    /// <summary>Makes the subscriptions anew, before anything else is sent, and lets the client use the connection.</summary>
    /// <returns>Whether the client wants one.</returns>
    private bool Use(ClientConnection connection)
    {
        lock (_gate)
        {
            if (!TryEnter(StompClientState.Connected)) return false;
            try
            {
                foreach (var subscription in Inbox.All.Where(subscription => !subscription.Options.IsImplicit))
                {
                    connection.Send(subscription.SubscribeFrame());
                    subscription.MadeOn = connection;
                }
            }
            catch (StompConnectionException)
            {
                // It has just ended, as Ended will tell.
            }

            connection.Start(Inbox);
            _current = connection;
            _connected.TrySetResult();
            return true;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _current = null;
            if (_connected.Task.IsCompleted) _connected = NewSignal();
        }
    }

    private bool TryEnter(StompClientState state)
    {
        lock (_gate)
        {
            if (_close is not null || State == StompClientState.Closed) return false;
            State = state;
            return true;
        }
    }

    /// <summary>The client's end. A reason is that of its giving up; null when it was asked to close.</summary>
    private void Finish(Exception? reason)
    {
        Exception? fault;
        lock (_gate)
        {
            if (State == StompClientState.Closed) return;
            if (_close is not null) reason = null;
            State = StompClientState.Closed;
            _fault = fault = reason is null ? null : reason is StompErrorException ? reason : StompConnectionException.Because(reason);
        }

        Leave();
        Inbox.Close(fault);
        foreach (var subscription in Inbox.All) subscription.Stop();
        _connected.TrySetException(fault ?? new ObjectDisposedException(nameof(StompClient)));
        _ = _connected.Task.Exception;
        if (fault is null) _closed.TrySetResult();
        else _closed.TrySetException(fault);
        _ = _closed.Task.Exception;
        _tellState(StompClientState.Closed, fault);
    }

    private static StompFrame UnsubscribeFrame(StompSubscription subscription)
    {
        var headers = new StompHeaders(2);
        headers.Add(StompHeaderNames.Id, subscription.Id);
        return new(StompCommand.Unsubscribe, headers);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
