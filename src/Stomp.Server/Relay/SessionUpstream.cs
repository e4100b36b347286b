using Microsoft.Extensions.Logging;
using Stomp.Client;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Relay;

/// <summary>What a session has at the broker for itself: a connection for its queues, acknowledgements, transactions and answers, made when it first needs one.</summary>
internal sealed class SessionUpstream : IAsyncDisposable
{
    private readonly StompSession _session;
    private readonly BrokerLink _link;
    private readonly SessionUpstreams _owner;
    private readonly UpstreamConnection _connection;
    private readonly Lock _gate = new();
    private readonly List<UpstreamQueue> _queues = [];
    private TaskCompletionSource<StompErrorException> _error = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _wasUp;
    private int _transactions;

    /// <param name="session">The session.</param>
    /// <param name="client">The connection's client.</param>
    /// <param name="link">The shared connections.</param>
    /// <param name="dialect">The broker's.</param>
    /// <param name="owner">Ends it.</param>
    /// <param name="logger">The log.</param>
    public SessionUpstream(StompSession session, StompClient client, BrokerLink link, BrokerDialect dialect, SessionUpstreams owner, ILogger logger)
    {
        _session = session;
        _link = link;
        _owner = owner;
        Dialect = dialect;
        _connection = new(session.Id, client, OnChanged, logger);
        client.ErrorReceived += (_, e) => Volatile.Read(ref _error).TrySetResult(e.Error);
        _connection.Start();
    }

    public BrokerDialect Dialect { get; }

    /// <summary>Whether it has no subscription, or none left.</summary>
    public bool IsUnused
    {
        get { lock (_gate) return _queues.Count == 0; }
    }

    /// <summary>Subscribes to a queue; done when it is in force at the broker.</summary>
    /// <exception cref="MessageRejectedException">The broker refuses, or is away.</exception>
    public Task SubscribeAsync(Subscription subscription) => SubscribeAsync(subscription, Dialect.ToBroker(subscription.Destination), new()
    {
        AckMode = subscription.Ack switch
        {
            AckMode.Client => StompAckMode.Client,
            AckMode.ClientIndividual => StompAckMode.ClientIndividual,
            _ => StompAckMode.Auto,
        },
        PrefetchCount = subscription.Prefetch == int.MaxValue ? null : subscription.Prefetch,
        Headers = HeadersOf(subscription),
    });

    /// <summary>Subscribes to the answers of a <c>reply-to</c>.</summary>
    public Task SubscribeToAnswersAsync(Subscription subscription) => SubscribeAsync(subscription, subscription.Id, new() { Id = subscription.Id, IsImplicit = Dialect.AnswersComeUnasked });

    public async Task UnsubscribeAsync(UpstreamQueue queue)
    {
        lock (_gate) _queues.Remove(queue);
        try
        {
            if (queue.Ack == AckMode.Auto) await queue.AtBroker.UnsubscribeAsync();
            else await EndAcknowledgingAsync(queue);
        }
        catch (Exception e) when (RelayFaults.Of(e) is not null)
        {
            // It goes with the connection.
        }
    }

    /// <summary>Sends a frame of the session's own.</summary>
    /// <exception cref="MessageRejectedException">The broker refuses, or is away.</exception>
    public async Task SendAsync(StompFrame frame, bool isConfirmed)
    {
        try
        {
            await RefusableAsync(_connection.Client.SendFrameAsync(frame, isConfirmed));
        }
        catch (Exception e) when (RelayFaults.Of(e) is not null)
        {
            throw RelayFaults.Of(e)!;
        }
    }

    /// <summary>Waits until the connection is up.</summary>
    /// <exception cref="MessageRejectedException">It does not come up.</exception>
    public async Task WhenUpAsync()
    {
        try
        {
            await _link.WhenUpAsync(_connection);
        }
        catch (TimeoutException)
        {
            throw RelayFaults.Unavailable();
        }
    }

    /// <summary>Sends and acknowledges in one transaction of the broker's; done when it is committed there.</summary>
    /// <exception cref="MessageRejectedException">The broker refuses, or is away: nothing is done.</exception>
    public async Task CommitAsync(IReadOnlyList<StompFrame> sends, IReadOnlyList<RelayedAcknowledgement> acknowledgements)
    {
        await WhenUpAsync();
        var id = $"tx-{++_transactions}";
        await SendAsync(Framing(StompCommand.Begin, id), isConfirmed: false);
        try
        {
            foreach (var send in sends)
            {
                send.Headers.Add(StompHeaderNames.Transaction, id);
                await SendAsync(send, isConfirmed: false);
            }

            foreach (var acknowledgement in acknowledgements) await SendAsync(acknowledgement.Join(id), isConfirmed: false);
        }
        catch (MessageRejectedException)
        {
            await AbortAsync(id);
            throw;
        }

        await SendAsync(Framing(StompCommand.Commit, id), isConfirmed: true);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task SubscribeAsync(Subscription subscription, string destination, StompSubscribeOptions options)
    {
        await WhenUpAsync();
        var queue = new UpstreamQueue(this, _session, subscription);
        try
        {
            var opening = _connection.Client.OpenSubscriptionAsync(destination, options with { OnMessage = queue.TakeAsync });
            await RefusableAsync(opening);
            queue.AtBroker = await opening;
        }
        catch (Exception e) when (RelayFaults.Of(e) is not null)
        {
            throw RelayFaults.Of(e)!;
        }

        lock (_gate) _queues.Add(queue);
        subscription.Upstream = queue;
    }

    private StompHeaders? HeadersOf(Subscription subscription)
    {
        if (subscription.Selector is not { } selector) return null;
        if (!Dialect.HasSelectors) throw new MessageRejectedException($"{Dialect.Name} has no selectors for queues.", "urn:stomp:selector-unsupported");
        return new(1) { { "selector", selector.Text } };
    }

    // What is not acknowledged comes back with UNSUBSCRIBE, or with the connection's end only.
    private async Task EndAcknowledgingAsync(UpstreamQueue queue)
    {
        if (!queue.IsHolding || Dialect.UnsubscribeGivesBack || !IsUnused)
        {
            await queue.AtBroker.UnsubscribeAsync();
            return;
        }

        await _owner.EndAsync(_session);
    }

    // RabbitMQ's ERROR does not say which frame it is about; a session has one at a time.
    private async Task RefusableAsync(Task sending)
    {
        if (sending.IsCompleted)
        {
            await sending;
            return;
        }

        var error = new TaskCompletionSource<StompErrorException>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _error, error);
        if (await Task.WhenAny(sending, error.Task) == sending) await sending;
        else throw await error.Task;
    }

    private async Task AbortAsync(string id)
    {
        try
        {
            await _connection.Client.SendFrameAsync(Framing(StompCommand.Abort, id));
        }
        catch (Exception e) when (RelayFaults.Of(e) is not null)
        {
            // It went with the connection.
        }
    }

    private static StompFrame Framing(StompCommand command, string transaction) => new(command, new(2) { { StompHeaderNames.Transaction, transaction } });

    private void OnChanged()
    {
        var isUp = _connection.IsUp;
        lock (_gate)
        {
            if (isUp || !_wasUp)
            {
                _wasUp |= isUp;
                return;
            }

            _wasUp = false;
            foreach (var queue in _queues) queue.Lose();
        }

        _owner.OnLost(_session);
    }
}
