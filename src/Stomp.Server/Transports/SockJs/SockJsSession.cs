using System.Buffers;
using Microsoft.AspNetCore.Connections;
using Stomp.Server.Broker;

namespace Stomp.Server.Transports.SockJs;

/// <summary>
/// A connection made of requests: one at a time takes what is sent to the client, others bring what it sends. It keeps messages while no
/// request takes them, and ends when that lasts too long (<c>SockJsSession.End.cs</c>).
/// </summary>
/// <param name="owner">Who opened it; nobody else may use it.</param>
/// <param name="options">The endpoint's options.</param>
/// <param name="application">What runs on it.</param>
/// <param name="timer">Looks after it.</param>
internal sealed partial class SockJsSession(SockJsOwner owner, SockJsOptions options, MessageApplication application, SockJsTimer timer)
    : MessageConnection, ISockJsTimed
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<ConnectionEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Queue<ReadOnlyMemory<byte>>? _messages;
    private long _queuedBytes;
    private bool _hasOpened;
    private bool _heartBeatDue;
    private TaskCompletionSource? _arrival;
    private TaskCompletionSource? _room;
    private SemaphoreSlim? _delivering;
    private volatile IMessageSink? _sink;

    public SockJsOwner Owner { get; } = owner;

    public override bool CarriesBinary => false;

    public override CancellationToken Lost
    {
        get
        {
            lock (_gate) return _isLost ? new CancellationToken(canceled: true) : (_lost ??= new()).Token;
        }
    }

    /// <remarks>Requests bring the messages, so there is only the end to wait for.</remarks>
    public override Task<ConnectionEnd> RunAsync(IMessageSink sink)
    {
        _sink = sink;
        return _end.Task;
    }

    public override ValueTask SendAsync(ReadOnlySpan<EncodedFrame> messages)
    {
        // Whoever is first to ask for a frame's text makes it, so not under the lock.
        foreach (var message in messages) _ = message.SockJsText;
        lock (_gate)
        {
            if (_closeFrame is not null) throw new ConnectionAbortedException("The session is closed.");
            // A request that brings one message must not wait for another that takes the answer: a client may ask one after the other.
            var isBehind = _queuedBytes > application.MaxBytesAhead;
            foreach (var message in messages) Enqueue(message.SockJsText);
            if (_queuedBytes <= application.MaxQueuedBytes || _messages!.Count == 1)
            {
                WakeReceiver();
                return isBehind ? new((_room ??= NewSignal()).Task) : default;
            }
        }

        Break(new ConnectionAbortedException("More waits for the client than may."), SlowConsumer);
        throw new ConnectionAbortedException("The session is closed.");
    }

    /// <summary>Hands over what a request brought. What comes behind the session's end is dropped.</summary>
    /// <returns>Done when the messages have been taken; false if the session is not there yet.</returns>
    public async ValueTask<bool> DeliverAsync(List<ReadOnlyMemory<byte>> messages, CancellationToken cancellationToken)
    {
        if (_sink is not { } sink) return false;
        var delivering = LazyInitializer.EnsureInitialized(ref _delivering, () => new(1));
        await delivering.WaitAsync(cancellationToken);
        try
        {
            foreach (var message in messages)
            {
                if (_end.Task.IsCompleted) break;
                await sink.OnMessageAsync(message, isText: true);
            }
        }
        finally
        {
            delivering.Release();
        }

        return true;
    }

    /// <summary>Takes the next frame for the client, if there is one.</summary>
    public bool TryTake(IBufferWriter<byte> output, out bool isLast)
    {
        lock (_gate)
        {
            _writingSince = _attached is null ? 0 : timer.Time.GetTimestamp();
            isLast = false;
            if (!_hasOpened)
            {
                _hasOpened = true;
                output.Write(SockJsFrames.Open);
            }
            else if (_messages is { } messages)
            {
                SockJsFrames.WriteMessages(output, messages);
                ForgetMessages();
            }
            else if (_closeFrame is not null)
            {
                output.Write(_closeFrame);
                isLast = true;
            }
            else if (_heartBeatDue)
            {
                output.Write(SockJsFrames.HeartBeat);
            }
            else
            {
                _writingSince = 0;
                return false;
            }

            _heartBeatDue = false;
            _lastSent = timer.Time.GetTimestamp();
            return true;
        }
    }

    /// <summary>Done when <see cref="TryTake"/> may have something.</summary>
    public Task WhenArrivedAsync()
    {
        lock (_gate)
        {
            if (!_hasOpened || _messages is not null || _closeFrame is not null || _heartBeatDue) return Task.CompletedTask;
            return (_arrival ??= NewSignal()).Task;
        }
    }

    private void Enqueue(ReadOnlyMemory<byte> text)
    {
        (_messages ??= new()).Enqueue(text);
        _queuedBytes += text.Length;
    }

    private void ForgetMessages()
    {
        _messages = null;
        _queuedBytes = 0;
        Signal(ref _room);
    }

    private void WakeReceiver() => Signal(ref _arrival);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void Signal(ref TaskCompletionSource? signal)
    {
        signal?.TrySetResult();
        signal = null;
    }
}
