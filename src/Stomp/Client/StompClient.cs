using System.Globalization;
using System.Runtime.CompilerServices;

namespace Stomp.Client;

/// <summary>
/// A STOMP client over WebSocket (<c>ws</c>, <c>wss</c>) and TCP (<c>stomp</c>, <c>stomp+ssl</c>) that reconnects by itself. All its
/// members may be called by several threads at once.
/// </summary>
/// <remarks>
/// One reader serves all subscriptions of a connection, in the order in which the server sends. A consumer that does not keep up fills its
/// subscription's buffer, and then the whole connection waits for it, receipts included: a handler that waits for a receipt itself should have a
/// prefetch count below the buffer's capacity. Use a client of its own for what must not wait.
/// </remarks>
public sealed class StompClient : IAsyncDisposable
{
    private readonly ConnectionKeeper _keeper;
    private long _lastId;

    /// <summary>Makes a client, which connects when asked to.</summary>
    /// <param name="address">Where the server is, such as <c>ws://host/ws</c> or <c>stomp://host</c>.</param>
    /// <param name="options">How to connect; null for the defaults.</param>
    /// <exception cref="ArgumentException">The address is not one of STOMP, or an option is out of its range.</exception>
    public StompClient(Uri address, StompClientOptions? options = null)
        : this([address], options)
    {
    }

    /// <summary>Makes a client of a server with several addresses: each attempt to connect tries them in turn until one answers.</summary>
    /// <param name="addresses">Where the server is.</param>
    /// <param name="options">How to connect; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no address, one is not of STOMP, or an option is out of its range.</exception>
    public StompClient(IEnumerable<Uri> addresses, StompClientOptions? options = null)
    {
        StompAddress[] parsed = [.. addresses.Select(StompAddress.Parse)];
        if (parsed.Length == 0) throw new ArgumentException("Give at least one address.", nameof(addresses));
        options ??= new();
        ThrowIfAny(options.Faults());
        var inbox = new ClientInbox(error => ErrorReceived?.Invoke(this, new(error)));
        _keeper = new(parsed, options, inbox, (state, reason) => StateChanged?.Invoke(this, new(state, reason)));
    }

    /// <summary>
    /// Raised when <see cref="State"/> has changed, on the client's own task: be brief, and do not wait for the client in it. What it throws
    /// closes the client.
    /// </summary>
    public event EventHandler<StompStateChangedEventArgs>? StateChanged;

    /// <summary>
    /// Raised with an ERROR frame that answers no waiting call, on the client's reader: be brief. What it throws ends the connection.
    /// </summary>
    public event EventHandler<StompErrorEventArgs>? ErrorReceived;

    /// <summary>Where the client is in its life.</summary>
    public StompClientState State => _keeper.State;

    /// <summary>Done when the client is closed for good: by its user, or, faulted with the reason, because it gave up reconnecting.</summary>
    public Task Closed => _keeper.Closed;

    /// <summary>The version agreed on.</summary>
    /// <exception cref="StompConnectionException">The client is not connected.</exception>
    public StompVersion Version => _keeper.Current.Version;

    /// <summary>The headers of the server's CONNECTED, such as <c>server</c>.</summary>
    /// <exception cref="StompConnectionException">The client is not connected.</exception>
    public StompHeaders ConnectedHeaders => _keeper.Current.ConnectedHeaders;

    /// <summary>Connects. If it fails it may be called again; once it succeeded, the client reconnects by itself.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StompConnectionException">No address can be reached, or does not answer in time.</exception>
    /// <exception cref="StompErrorException">The server refuses, for example the credentials.</exception>
    /// <exception cref="StompProtocolException">What answers does not speak STOMP.</exception>
    /// <exception cref="InvalidOperationException">The client was connected already.</exception>
    public Task ConnectAsync(CancellationToken cancellationToken = default) => _keeper.ConnectAsync(cancellationToken);

    /// <summary>Waits until the client is connected, at once if it is: for who wants to send while it reconnects.</summary>
    /// <exception cref="StompConnectionException">The client has given up.</exception>
    /// <exception cref="ObjectDisposedException">The client is closed.</exception>
    public Task WhenConnectedAsync(CancellationToken cancellationToken = default) => _keeper.WhenConnectedAsync().WaitAsync(cancellationToken);

    /// <summary>
    /// Sends a text, as <c>text/plain</c> unless the headers say otherwise. Done when it is queued for the socket, which waits while
    /// <see cref="StompClientOptions.MaxQueuedBytes"/> are; whether it arrives is not told.
    /// </summary>
    /// <param name="destination">Where to.</param>
    /// <param name="text">The body.</param>
    /// <param name="headers">Further headers; null for none.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    /// <exception cref="StompConnectionException">The client is not connected.</exception>
    /// <exception cref="ArgumentException">A header cannot be written in the version agreed on.</exception>
    public Task SendAsync(string destination, string text, StompHeaders? headers = null, CancellationToken cancellationToken = default) =>
        _keeper.Current.SendAsync(SendFrames.Of(destination, text, headers), awaitReceipt: false, cancellationToken);

    /// <summary>Sends bytes, which are copied. Otherwise as <see cref="SendAsync(string, string, StompHeaders?, CancellationToken)"/>.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="body">The body.</param>
    /// <param name="headers">Further headers, such as <c>content-type</c>; null for none.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    /// <exception cref="StompConnectionException">The client is not connected.</exception>
    /// <exception cref="ArgumentException">A header cannot be written in the version agreed on.</exception>
    public Task SendAsync(string destination, ReadOnlyMemory<byte> body, StompHeaders? headers = null, CancellationToken cancellationToken = default) =>
        _keeper.Current.SendAsync(SendFrames.Of(destination, body, headers), awaitReceipt: false, cancellationToken);

    /// <summary>Sends a text and waits until the server confirms it with a RECEIPT.</summary>
    /// <inheritdoc cref="SendAsync(string, string, StompHeaders?, CancellationToken)" path="/param"/>
    /// <exception cref="StompErrorException">The server refuses.</exception>
    /// <exception cref="StompConnectionException">The client is not connected, or the connection ended before the RECEIPT came.</exception>
    /// <exception cref="TimeoutException">No RECEIPT came within <see cref="StompClientOptions.ReceiptTimeout"/>.</exception>
    public Task SendWithReceiptAsync(string destination, string text, StompHeaders? headers = null, CancellationToken cancellationToken = default) =>
        _keeper.Current.SendAsync(SendFrames.Of(destination, text, headers), awaitReceipt: true, cancellationToken);

    /// <summary>Sends bytes and waits until the server confirms it with a RECEIPT.</summary>
    /// <inheritdoc cref="SendAsync(string, ReadOnlyMemory{byte}, StompHeaders?, CancellationToken)" path="/param"/>
    /// <exception cref="StompErrorException">The server refuses.</exception>
    /// <exception cref="StompConnectionException">The client is not connected, or the connection ended before the RECEIPT came.</exception>
    /// <exception cref="TimeoutException">No RECEIPT came within <see cref="StompClientOptions.ReceiptTimeout"/>.</exception>
    public Task SendWithReceiptAsync(string destination, ReadOnlyMemory<byte> body, StompHeaders? headers = null,
        CancellationToken cancellationToken = default) =>
        _keeper.Current.SendAsync(SendFrames.Of(destination, body, headers), awaitReceipt: true, cancellationToken);

    /// <summary>Sends any frame as it is, for what the other members do not cover.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="awaitReceipt">Whether to add a <c>receipt</c> header, unless there is one, and to wait for the RECEIPT. Defaults to false.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StompConnectionException">The client is not connected, or the connection ended before the RECEIPT came.</exception>
    public Task SendFrameAsync(StompFrame frame, bool awaitReceipt = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var headers = new StompHeaders(frame.Headers.Count + 1);
        foreach (var header in frame.Headers) headers.Add(header.Key, header.Value);
        return _keeper.Current.SendAsync(new StompFrame(frame.Command, headers, frame.Body), awaitReceipt, cancellationToken);
    }

    /// <summary>
    /// Subscribes when the enumeration starts, and unsubscribes when it ends: by <c>break</c>, an exception, cancellation or the client's
    /// close. It goes on over reconnects. To know when it is in force, use <see cref="OpenSubscriptionAsync"/>.
    /// </summary>
    /// <param name="destination">What to subscribe to.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="StompErrorException">The server refuses.</exception>
    /// <exception cref="StompConnectionException">The client is not connected, or has given up reconnecting.</exception>
    // So that "new() { … }" means the options, not a handler.
    [OverloadResolutionPriority(1)]
    public async IAsyncEnumerable<StompMessage> SubscribeAsync(string destination, StompSubscribeOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var subscription = await OpenSubscriptionAsync(destination, options, cancellationToken);
        await foreach (var message in subscription.ReadAllAsync(cancellationToken)) yield return message;
    }

    /// <summary>
    /// Subscribes with a handler, which is called with one message after the other. What it throws ends the subscription and is found in
    /// <see cref="StompSubscription.Completion"/>.
    /// </summary>
    /// <param name="destination">What to subscribe to.</param>
    /// <param name="handler">Called with each message; its token is cancelled when the subscription ends.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait for the server, not the subscription.</param>
    /// <returns>The subscription; dispose of it to unsubscribe.</returns>
    /// <exception cref="StompErrorException">The server refuses.</exception>
    /// <exception cref="StompConnectionException">The client is not connected.</exception>
    public async Task<StompSubscription> SubscribeAsync(string destination, Func<StompMessage, CancellationToken, ValueTask> handler,
        StompSubscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var subscription = await OpenSubscriptionAsync(destination, options, cancellationToken);
        subscription.Start(handler);
        return subscription;
    }

    /// <summary>Subscribes; the messages are then read from <see cref="StompSubscription.ReadAllAsync"/>.</summary>
    /// <param name="destination">What to subscribe to.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait for the server, and unsubscribes.</param>
    /// <returns>The subscription; dispose of it to unsubscribe. While the client reconnects, it is returned at once and made with the connection.</returns>
    /// <exception cref="StompErrorException">The server refuses.</exception>
    /// <exception cref="StompConnectionException">The client is not connected.</exception>
    public async Task<StompSubscription> OpenSubscriptionAsync(string destination, StompSubscribeOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(destination);
        options ??= new();
        ThrowIfAny(options.Faults());
        var subscription = new StompSubscription(options.Id ?? NewId("sub"), destination, options, _keeper);
        try
        {
            await _keeper.SubscribeAsync(subscription, cancellationToken);
            return subscription;
        }
        catch (StompErrorException)
        {
            // There is nothing to unsubscribe from.
            _keeper.Inbox.Remove(subscription);
            throw;
        }
        catch
        {
            await subscription.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins a transaction.</summary>
    /// <param name="awaitReceipt">Whether to wait for the server's RECEIPT. Defaults to false.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StompConnectionException">The client is not connected.</exception>
    public async Task<StompTransaction> BeginAsync(bool awaitReceipt = false, CancellationToken cancellationToken = default)
    {
        var transaction = new StompTransaction(NewId("tx"), _keeper.Current);
        await transaction.Connection.SendAsync(transaction.Frame(StompCommand.Begin), awaitReceipt, cancellationToken);
        return transaction;
    }

    /// <summary>
    /// Closes the client for good: DISCONNECT with a receipt, at most <see cref="StompClientOptions.CloseTimeout"/> for the answer. Enumerations
    /// end, handlers' tokens are cancelled.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait for the answer; the client closes all the same.</param>
    public Task CloseAsync(CancellationToken cancellationToken = default) => _keeper.CloseAsync(cancellationToken);

    /// <summary>The same as <see cref="CloseAsync"/>.</summary>
    public ValueTask DisposeAsync() => new(_keeper.CloseAsync(CancellationToken.None));

    private static void ThrowIfAny(IEnumerable<string> options)
    {
        var text = string.Join(' ', options);
        if (text.Length > 0) throw new ArgumentException(text, nameof(options));
    }

    private string NewId(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{Interlocked.Increment(ref _lastId)}");
}
