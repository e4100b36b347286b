using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Stomp.Client;

/// <summary>
/// A subscription, until it is disposed of or its client is closed. It outlives connections: after a reconnect it is made anew on the
/// server, and its messages go on.
/// </summary>
public sealed class StompSubscription : IAsyncDisposable
{
    private static readonly AsyncLocal<StompSubscription?> Handling = new();

    private readonly ConnectionKeeper _keeper;
    private readonly Channel<StompMessage> _buffer;
    private readonly CancellationTokenSource _stopping = new();
    private Task? _handling;
    private bool _isDisposed;

    internal StompSubscription(string id, string destination, StompSubscribeOptions options, ConnectionKeeper keeper)
    {
        Id = id;
        Destination = destination;
        Options = options;
        _keeper = keeper;
        _buffer = Channel.CreateBounded<StompMessage>(options.BufferCapacity);
    }

    /// <summary>The subscription's id on the wire.</summary>
    public string Id { get; }

    /// <summary>What is subscribed to.</summary>
    public string Destination { get; }

    /// <summary>
    /// Done when no more messages are handed out, to the handler if there is one: after <see cref="DisposeAsync"/>, or when the client closed.
    /// Faulted with the handler's exception, which ended the subscription, or with the reason why the client gave up.
    /// </summary>
    public Task Completion => _handling ?? _buffer.Reader.Completion;

    internal StompSubscribeOptions Options { get; }

    /// <summary>The connection that its SUBSCRIBE was last sent on. The keeper's lock guards it.</summary>
    internal ClientConnection? MadeOn { get; set; }

    /// <summary>
    /// The messages as they come; each goes to one reader only. Ends when the subscription does.
    /// Messages that can no longer be acknowledged, since they came by a lost connection, are left out: they are delivered again.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading, not the subscription.</param>
    /// <exception cref="StompConnectionException">The client has given up its connection.</exception>
    public async IAsyncEnumerable<StompMessage> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var message in _buffer.Reader.ReadAllAsync(cancellationToken))
            if (!message.IsLost) yield return message;
    }

    /// <summary>Unsubscribes; waits until the handler, if there is one, is done with its message (unless it is the handler that asks).</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Interlocked.Exchange(ref _isDisposed, true))
        {
            _keeper.Unsubscribe(this);
            Complete(null);
            await _stopping.CancelAsync();
        }

        // What the handler threw is told by Completion.
        if (_handling is { } handling && Handling.Value != this) await handling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>The same, and waits until the server has confirmed it. What it sends before that is delivered, and what is sent behind it goes to others.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StompErrorException">The server refuses.</exception>
    /// <exception cref="TimeoutException">No RECEIPT came within <see cref="StompClientOptions.ReceiptTimeout"/>.</exception>
    public async Task UnsubscribeAsync(CancellationToken cancellationToken = default)
    {
        if (!Volatile.Read(ref _isDisposed)) await _keeper.UnsubscribeAsync(this, cancellationToken);
        await DisposeAsync();
    }

    /// <summary>The frame that makes it on a server.</summary>
    internal StompFrame SubscribeFrame()
    {
        var headers = new StompHeaders(6);
        headers.Add(StompHeaderNames.Id, Id);
        headers.Add(StompHeaderNames.Destination, Destination);
        if (Options.AckMode != StompAckMode.Auto) headers.Add(StompHeaderNames.Ack, Options.AckMode == StompAckMode.Client ? "client" : "client-individual");
        if (Options.PrefetchCount is { } count)
        {
            var text = count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            headers.Add("prefetch-count", text);
            headers.Add("activemq.prefetchSize", text);
        }

        foreach (var header in Options.Headers ?? []) headers.Add(header.Key, header.Value);
        return new(StompCommand.Subscribe, headers);
    }

    internal ValueTask DeliverAsync(StompFrame frame, ClientConnection connection, CancellationToken cancellationToken) =>
        Options.OnMessage is not { } take ? BufferAsync(frame, connection, cancellationToken)
        : Volatile.Read(ref _isDisposed) ? default
        : take(frame, cancellationToken);

    private async ValueTask BufferAsync(StompFrame frame, ClientConnection connection, CancellationToken cancellationToken)
    {
        var message = new StompMessage(frame, this, connection);
        // A full buffer stops the reading of the socket here. When the subscription ends, what comes is late and forgotten.
        while (!_buffer.Writer.TryWrite(message))
            if (!await _buffer.Writer.WaitToWriteAsync(cancellationToken)) return;
    }

    internal void Complete(Exception? reason) => _buffer.Writer.TryComplete(reason);

    internal void Stop() => _stopping.Cancel();

    internal void Start(Func<StompMessage, CancellationToken, ValueTask> handler)
    {
        _handling = Task.Run(() => HandleAllAsync(handler));
        // The exception is also Completion's, but nobody has to look there.
        _ = _handling.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    private async Task HandleAllAsync(Func<StompMessage, CancellationToken, ValueTask> handler)
    {
        Handling.Value = this;
        try
        {
            await foreach (var message in ReadAllAsync(_stopping.Token)) await handler(message, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Asked to stop.
        }
        finally
        {
            await DisposeAsync();
        }
    }
}
