using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Stomp.Server.Broker;
using Stomp.Server.Log;
using Stomp.Server.Metrics;
using Stomp.Server.Relay;
using Stomp.Server.Transports;

namespace Stomp.Server.Sessions;

/// <summary>
/// One client's session: reads frames and has them handled, one after the other; holds what the protocol remembers; and ends,
/// once, by one path (see <c>StompSession.End.cs</c>).
/// </summary>
internal sealed partial class StompSession : IStompSession
{
    // What a client sends on and on must not wait for its end: a WebSocket's read is one message at most.
    private const int MostReadsPerTurn = 32;

    private readonly StompTransport _transport;
    private readonly SessionServices _services;
    private readonly StompParser _parser;
    private ClaimsPrincipal? _user;
    private long _unreadBytes;
    private ConcurrentDictionary<string, object?>? _attributes;
    private SessionSubscriptions? _subscriptions;
    private Dictionary<string, Transaction>? _transactions;
    private int _errorSubscriptions;
    private int _streams;

    public StompSession(StompTransport transport, ClaimsPrincipal? user, SessionEndpoint endpoint, SessionServices services)
    {
        if (endpoint.FiltersOutbound) transport = new OutboundFilterTransport(transport, this);
        _transport = transport;
        _services = services;
        _parser = new StompParser(services.Limits);
        _started = _lastRead = services.Time.GetTimestamp();
        _user = user;
        Endpoint = endpoint;
        Outbox = new Outbox(transport, services.Flusher, services.Gauge, services.Options, services.Time)
        {
            OnFailed = OnOutboxFailed,
        };
    }

    public string Id { get; } = RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyz", 16);

    // Made when first asked for, of those who are nobody: most are, and are not asked.
    public ClaimsPrincipal User => LazyInitializer.EnsureInitialized(ref _user, static () => new(new ClaimsIdentity()));

    /// <summary>The user's name; null for who is not authenticated.</summary>
    public string? UserName => _user is { } user ? SessionRegistry.NameOf(user) : null;

    /// <summary>What it shares with the other sessions of its endpoint.</summary>
    public SessionEndpoint Endpoint { get; }

    /// <summary>The HTTP request that it began with; null without one.</summary>
    public HttpContext? Handshake { get; init; }

    /// <summary>Where the client is; null when that is no address of IP.</summary>
    public IPAddress? RemoteAddress { get; init; }

    // Made when first used: most sessions keep nothing, or three or four things.
    public IDictionary<string, object?> Attributes =>
        LazyInitializer.EnsureInitialized(ref _attributes, static () => new(concurrencyLevel: 1, capacity: 3, StringComparer.Ordinal));

    /// <summary>A subscription that has just been made and gets nothing yet.</summary>
    public Subscription? Starting { get; set; }

    /// <summary>What it has for itself at the broker behind a relay; null when it has needed nothing.</summary>
    public SessionUpstream? Upstream { get; set; }

    /// <summary>What it has sent that is not committed to the log yet; null when nothing ever could be.</summary>
    public SessionAppends? Appends { get; set; }

    /// <summary>What this session has yet to be sent.</summary>
    public Outbox Outbox { get; }

    /// <summary>The version that was negotiated; 1.2 until then.</summary>
    public StompVersion Version
    {
        get => _parser.Version;
        set => _parser.Version = value;
    }

    /// <summary>Whether CONNECT was accepted.</summary>
    public bool IsConnected { get; set; }

    /// <summary>The session's subscriptions by their ids. Touched by its own frames, and by its end.</summary>
    public SessionSubscriptions Subscriptions => _subscriptions ??= new();

    IReadOnlyList<StompSubscriptionInfo> IStompSession.Subscriptions =>
        Volatile.Read(ref _subscriptions) is { } subscriptions ? [.. subscriptions.Snapshot().Select(InfoOf)] : [];

    /// <summary>How many subscriptions it has about now, for whoever asks.</summary>
    public int SubscriptionCount => Volatile.Read(ref _subscriptions)?.Count ?? 0;

    /// <summary>Counts what goes through the server.</summary>
    public ServerMeter Meter => _services.Meter;

    /// <summary>How many of its subscriptions may lose messages rather than end the session.</summary>
    public int DroppingSubscriptions { get; set; }

    /// <summary>How many of its subscriptions hear of its refused messages. Read by its streams, too.</summary>
    public int ErrorSubscriptions
    {
        get => Volatile.Read(ref _errorSubscriptions);
        set => Volatile.Write(ref _errorSubscriptions, value);
    }

    /// <summary>The session's open transactions by their ids.</summary>
    public Dictionary<string, Transaction> Transactions => _transactions ??= new(StringComparer.Ordinal);

    /// <summary>Runs the session; done when its connection may go.</summary>
    public async Task RunAsync()
    {
        _services.Registry.Add(this);
        try
        {
            // The shutdown has told every session that it found; this one may have come behind it.
            if (_services.Draining.HasBegun) CloseForShutdown();
            var reading = ReadAsync();
            await _closing.Task;
            await EndAsync(reading);
        }
        finally
        {
            _services.Registry.Remove(this);
        }
    }

    /// <summary>Counts a stream of a message controller in, unless there are so many already.</summary>
    public bool TryBeginStream(int most)
    {
        if (Interlocked.Increment(ref _streams) <= most) return true;
        Interlocked.Decrement(ref _streams);
        return false;
    }

    /// <summary>How many streams of message controllers go on.</summary>
    public int Streams => Volatile.Read(ref _streams);

    /// <summary>Counts a stream out.</summary>
    public void EndStream() => Interlocked.Decrement(ref _streams);

    /// <summary>
    /// Lets the messages come that wait for it, behind its receipt: a client that waits for that may take no messages yet, and would not get to it.
    /// </summary>
    public void BeginDelivery()
    {
        if (Starting is not { } subscription) return;
        Starting = null;
        if (subscription.Consumer is { } consumer) consumer.Queue.BeginDelivery(consumer);
        subscription.Upstream?.BeginDelivery();
        subscription.Replay?.Begin();
    }

    /// <summary>Sends the session a frame of its own.</summary>
    public void Send(StompFrame frame) => Outbox.Enqueue(FrameEncoder.Encode(frame, Version));

    /// <summary>Sends a frame that a filter made; an ERROR is the last one.</summary>
    public void Reply(StompFrame frame)
    {
        if (frame.Command == StompCommand.Error) CloseWith(frame);
        else Send(frame);
    }

    /// <summary>Ends the session with an ERROR that a filter made.</summary>
    public void CloseWith(StompFrame error) =>
        Close(DisconnectReason.ProtocolError, error.Headers[StompHeaderNames.Message] ?? "", FrameEncoder.Encode(error, Version));

    /// <summary>Ends the session because a frame was refused.</summary>
    public void Refuse(string fault, EncodedFrame error)
    {
        _services.Logger.FrameRefused(Id, fault);
        Meter.Refuse(ServerMeter.BrokenRule);
        Close(DisconnectReason.ProtocolError, fault, error);
    }

    /// <summary>Tells the log that a message was refused: its kind, since the text may quote the message.</summary>
    public void LogMessageRefused(string destination, string problem) =>
        _services.Logger.MessageRefused(Id, LogText.OneLine(destination), LogText.OneLine(problem));

    /// <summary>Is that user from now on, until its credentials expire.</summary>
    public void BecomeUser(ClaimsPrincipal user, DateTimeOffset? expiresAt)
    {
        _user = user;
        AuthenticatedUntil = expiresAt;
    }

    /// <summary>Takes a frame that the transport made.</summary>
    public void EnqueueOwn(EncodedFrame frame)
    {
        // What is sent last has no limit, so a client that pings on and on gets no more answers then.
        if (!IsClosing) Outbox.Enqueue(frame);
        else if (frame.IsClose) Outbox.EnqueueLast(frame);
    }

    /// <summary>Reads to the end of the input, also when the session ends before: the peer's close frame comes there.</summary>
    /// <remarks>
    /// What is sent while there is more to read is written together: the turn goes on until the session has to wait for something.
    /// </remarks>
    private async Task ReadAsync()
    {
        var flusher = _services.Flusher;
        var turns = 0;
        try
        {
            ValueTask<bool> taking;
            do
            {
                var reading = _transport.Input.ReadAsync();
                if (!reading.IsCompleted) flusher.EndTurn();
                taking = TakeAsync(await reading);
                if (!taking.IsCompleted || ++turns % MostReadsPerTurn == 0) flusher.EndTurn();
            }
            while (await taking);

            Close(DisconnectReason.ClosedByClient);
        }
        catch (Exception e) when (ConnectionFaults.Include(e))
        {
            Close(DisconnectReason.ConnectionLost);
        }
        catch (Exception e)
        {
            Fail(e, "The server failed to read.");
        }
        finally
        {
            flusher.EndTurn();
        }

        await _transport.CompleteInputAsync();
    }

    /// <returns>Whether there is more to come.</returns>
    private async ValueTask<bool> TakeAsync(ReadResult read)
    {
        _lastRead = _services.Time.GetTimestamp();
        _services.Flusher.BeginTurn();
        var decoded = _transport.Decode(read);
        _transport.AdvanceTo(await HandleAsync(decoded.Buffer), decoded);
        return !decoded.IsCompleted;
    }

    /// <summary>Handles the frames that are whole.</summary>
    /// <returns>How far the buffer is used up.</returns>
    private async ValueTask<SequencePosition> HandleAsync(ReadOnlySequence<byte> buffer)
    {
        if (!TryBeginTurn()) return buffer.End;
        try
        {
            if (_services.Rates.CountBytes && buffer.Length > _unreadBytes) await _services.Rates.TakeBytesAsync(this, buffer.Length - _unreadBytes);
            while (!IsClosing && _parser.TryParse(ref buffer, out var frame)) await _services.Frames.HandleAsync(this, frame);
            _unreadBytes = buffer.Length;
            return buffer.Start;
        }
        catch (StompProtocolException e)
        {
            Refuse(e.Message, ErrorFrames.Of(e, Version));
        }
        catch (OperationCanceledException) when (Closed.IsCancellationRequested)
        {
            // The session ended, or its connection went, while its frame waited for room.
            Close(DisconnectReason.ConnectionLost);
        }
        catch (Exception e)
        {
            Fail(e, "The server failed to handle a frame.");
        }
        finally
        {
            EndTurn();
        }

        return buffer.End;
    }
}
