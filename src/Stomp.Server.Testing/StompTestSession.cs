using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Stomp.Server.Testing;

/// <summary>
/// A client of the application under test, in the same process and without a socket. Its frames go the way of all clients': the endpoint's
/// handshake, the parser, filters, controllers, the broker. Waiting ends after <see cref="StompTestOptions.Timeout"/> with a
/// <see cref="StompTestException"/> that tells what came instead.
/// </summary>
public sealed class StompTestSession : IAsyncDisposable
{
    private readonly TestConnection _connection;
    private readonly StompTestOptions _options;
    private readonly Transcript _transcript = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StompFrame>> _receipts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StompTestSubscription> _subscriptions = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<StompFrame> _connected = NewAnswer();
    private readonly TaskCompletionSource<StompFrame> _error = NewAnswer();
    private readonly FramePump _pump;
    private StompFrame? _connectedFrame;
    private int _ids;

    internal StompTestSession(TestConnection connection, StompTestOptions options, JsonSerializerOptions json)
    {
        _connection = connection;
        _options = options;
        Json = json;
        _pump = new FramePump(connection, OnFrame, OnEnded);
    }

    /// <summary>The session's id, as CONNECTED told it.</summary>
    public string Id => Connected.Headers[StompHeaderNames.Session] ?? "";

    /// <summary>The CONNECTED frame.</summary>
    /// <exception cref="InvalidOperationException">The session is not connected.</exception>
    public StompFrame Connected => _connectedFrame ?? throw new InvalidOperationException("The session is not connected: call ConnectAsync.");

    /// <summary>The WebSocket subprotocol that was agreed on; null for none.</summary>
    public string? SubProtocol => _connection.Socket.SubProtocol;

    /// <summary>Everything that was received, in order.</summary>
    public IReadOnlyList<StompFrame> Received => _transcript.Frames;

    internal TimeSpan Timeout => _options.Timeout;

    internal JsonSerializerOptions Json { get; }

    /// <summary>Sends CONNECT and waits for CONNECTED.</summary>
    /// <exception cref="StompRefusedException">An ERROR came instead.</exception>
    public async Task ConnectAsync()
    {
        var headers = new StompHeaders();
        foreach (var (name, value) in _options.ConnectHeaders) headers.Add(name, value);
        headers.Add(StompHeaderNames.AcceptVersion, "1.2");
        headers.Add(StompHeaderNames.Host, "test");
        headers.Add(StompHeaderNames.HeartBeat, "0,0");
        await SendFrameAsync(new StompFrame(StompCommand.Connect, headers));
        _connectedFrame = await AnswerAsync(_connected.Task, "CONNECTED");
        _pump.Version = StompVersionNegotiation.Highest(Connected.Headers[StompHeaderNames.Version]) ?? StompVersion.V12;
    }

    /// <summary>Subscribes, and waits until the server has.</summary>
    /// <param name="destination">What to.</param>
    /// <param name="headers">Further headers, such as <c>id</c>, <c>ack</c> or <c>selector</c>.</param>
    /// <exception cref="StompRefusedException">The server refused it.</exception>
    public async Task<StompTestSubscription> SubscribeAsync(string destination, params (string Name, string Value)[] headers)
    {
        var all = Headers(headers);
        all.Add(StompHeaderNames.Id, $"sub-{Interlocked.Increment(ref _ids)}");
        all.Add(StompHeaderNames.Destination, destination);
        var subscription = new StompTestSubscription(this, all[StompHeaderNames.Id]!, destination);
        // Before it is asked for: its first message may come before the receipt.
        _subscriptions[subscription.Id] = subscription;
        await SendWithReceiptAsync(StompCommand.Subscribe, all, default);
        return subscription;
    }

    /// <summary>Sends a message, and waits until the server has handled it: what it makes the server send has been queued by then.</summary>
    /// <typeparam name="T">Strings and bytes travel as they are, all else as JSON, as the application writes it.</typeparam>
    /// <param name="destination">Where to.</param>
    /// <param name="payload">What.</param>
    /// <param name="headers">Further headers.</param>
    /// <exception cref="StompRefusedException">The server refused it.</exception>
    public Task SendAsync<T>(string destination, T payload, params (string Name, string Value)[] headers)
    {
        var all = Headers(headers);
        all.Add(StompHeaderNames.Destination, destination);
        var body = payload switch
        {
            string text => Encoding.UTF8.GetBytes(text),
            byte[] bytes => bytes,
            _ => JsonSerializer.SerializeToUtf8Bytes(payload, Json),
        };
        if (payload is not string and not byte[]) all.Add(StompHeaderNames.ContentType, "application/json");
        return SendWithReceiptAsync(StompCommand.Send, all, new ReadOnlySequence<byte>(body));
    }

    /// <summary>Sends any frame, and waits for nothing.</summary>
    public Task SendFrameAsync(StompFrame frame)
    {
        var wire = new ArrayBufferWriter<byte>();
        StompWriter.Write(wire, frame, _pump.Version);
        return _connection.SendAsync(wire.WrittenMemory);
    }

    /// <summary>Sends text as it stands, as one WebSocket message, and waits for nothing.</summary>
    /// <param name="wire">For example <c>"SEND\ndestination:/app/x\n\nhi\0"</c>; a client's heart-beat is <c>"\n"</c>.</param>
    public Task SendRawAsync(string wire) => _connection.SendAsync(Encoding.UTF8.GetBytes(wire));

    /// <summary>Waits until the server has handled all that this session has sent.</summary>
    public async Task FenceAsync()
    {
        // A transaction of nothing: whatever a client may do, it may do that.
        var id = $"fence-{Interlocked.Increment(ref _ids)}";
        await SendFrameAsync(new StompFrame(StompCommand.Begin, Headers([(StompHeaderNames.Transaction, id)])));
        await SendWithReceiptAsync(StompCommand.Abort, Headers([(StompHeaderNames.Transaction, id)]), default);
    }

    /// <summary>Waits for an ERROR frame.</summary>
    public Task<StompFrame> ReceiveErrorAsync() => AnswerAsync(_error.Task, "an ERROR");

    /// <summary>Waits for a heart-beat: one that came since this was last asked for, or the next.</summary>
    public async Task ReceiveHeartBeatAsync()
    {
        if (!await _pump.TakeHeartBeatAsync(Timeout)) throw Missing("a heart-beat");
    }

    /// <summary>Waits until the connection has ended, and tells how.</summary>
    public async Task<StompTestClose> WhenClosedAsync()
    {
        if (await Task.WhenAny(_pump.Ended, Task.Delay(Timeout)) != _pump.Ended) throw Missing("the end of the connection");
        return new(_connection.Socket.CloseStatus, _connection.Socket.CloseStatusDescription);
    }

    /// <summary>Sends DISCONNECT, and waits until the connection has ended.</summary>
    public async Task DisconnectAsync()
    {
        await SendWithReceiptAsync(StompCommand.Disconnect, new StompHeaders(), default);
        await WhenClosedAsync();
    }

    /// <summary>Closes the WebSocket without DISCONNECT, as a page that is left does.</summary>
    public Task CloseAsync() => _connection.CloseAsync();

    /// <summary>Cuts the connection, as a lost network does.</summary>
    public void Abort() => _connection.Abort();

    /// <summary>Reads nothing more until <see cref="ResumeReading"/>: a slow consumer. About 64 KiB go into the connection's own buffer.</summary>
    public void PauseReading() => _pump.Pause();

    /// <summary>Reads on.</summary>
    public void ResumeReading() => _pump.Resume();

    /// <summary>Cuts the connection if it has not ended.</summary>
    public async ValueTask DisposeAsync()
    {
        Abort();
        _pump.Resume();
        await _pump.Ended;
        await _connection.DisposeAsync();
    }

    internal async Task UnsubscribeAsync(StompTestSubscription subscription)
    {
        await SendWithReceiptAsync(StompCommand.Unsubscribe, Headers([(StompHeaderNames.Id, subscription.Id)]), default);
        _subscriptions.TryRemove(subscription.Id, out _);
    }

    internal StompTestException Missing(string what)
    {
        var state = _pump.Ended.IsCompleted
            ? $"The connection has ended ({_connection.Socket.CloseStatus?.ToString() ?? "cut"} '{_connection.Socket.CloseStatusDescription}')."
            : "The connection is open.";
        return new(string.Create(CultureInfo.InvariantCulture, $"Waited {Timeout.TotalSeconds:0.###} s at most for {what}. {state} {_transcript}"));
    }

    private async Task SendWithReceiptAsync(StompCommand command, StompHeaders headers, ReadOnlySequence<byte> body)
    {
        var own = $"receipt-{Interlocked.Increment(ref _ids)}";
        headers.Add(StompHeaderNames.Receipt, own);
        var id = headers[StompHeaderNames.Receipt]!;
        var answer = NewAnswer();
        _receipts[id] = answer;
        await SendFrameAsync(new StompFrame(command, headers, body));
        await AnswerAsync(answer.Task, $"the receipt of a {command.ToWireName()}");
    }

    private async Task<StompFrame> AnswerAsync(Task<StompFrame> answer, string what)
    {
        // Not WaitAsync alone: the session's end is an answer, too.
        await Task.WhenAny(answer, _pump.Ended, Task.Delay(Timeout));
        return answer.IsCompleted ? await answer : throw Missing(what);
    }

    private void OnFrame(StompFrame frame)
    {
        _transcript.Add(frame);
        switch (frame.Command)
        {
            case StompCommand.Connected:
                _connected.TrySetResult(frame);
                break;
            case StompCommand.Receipt when _receipts.TryRemove(frame.Headers[StompHeaderNames.ReceiptId] ?? "", out var receipt):
                receipt.TrySetResult(frame);
                break;
            case StompCommand.Message:
                if (_subscriptions.TryGetValue(frame.Headers[StompHeaderNames.Subscription] ?? "", out var subscription)) subscription.Add(frame);
                if (_receipts.TryRemove(frame.Headers[StompHeaderNames.ReceiptId] ?? "", out var refused)) refused.TrySetException(new StompRefusedException(frame));
                break;
            case StompCommand.Error:
                _error.TrySetResult(frame);
                _connected.TrySetException(new StompRefusedException(frame));
                foreach (var (_, waiting) in _receipts) waiting.TrySetException(new StompRefusedException(frame));
                break;
        }
    }

    private void OnEnded()
    {
        foreach (var (_, subscription) in _subscriptions) subscription.End();
    }

    private static StompHeaders Headers((string Name, string Value)[] headers)
    {
        var all = new StompHeaders(headers.Length + 3);
        foreach (var (name, value) in headers) all.Add(name, value);
        return all;
    }

    private static TaskCompletionSource<StompFrame> NewAnswer() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
