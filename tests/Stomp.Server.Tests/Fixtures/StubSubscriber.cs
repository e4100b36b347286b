using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;
using Stomp.Server.Transports;

namespace Stomp.Server.Tests;

/// <summary>A subscriber of the broker without a session: its outbox is a real one and is drained when its frames are asked for.</summary>
internal sealed class StubSubscriber
{
    private readonly RecordingTransport _transport;

    public StubSubscriber(string destination, string id = "sub-0", StompVersion version = StompVersion.V12, int maxBytes = int.MaxValue, bool reads = true,
        OutboxFlusher? flusher = null)
    {
        var options = Options.Create(new StompOptions { MaxQueuedBytes = maxBytes, MaxQueuedFrames = int.MaxValue });
        _transport = new RecordingTransport(reads);
        Outbox = new Outbox(_transport, flusher ?? new OutboxFlusher(), new MemoryGauge(options), options.Value, TimeProvider.System) { OnFailed = (reason, _) => Failure = reason };
        Subscription = new Subscription { Id = id, Destination = destination, Version = version, Outbox = Outbox };
    }

    public Subscription Subscription { get; }

    public Outbox Outbox { get; }

    public DisconnectReason? Failure { get; private set; }

    /// <summary>Every frame so far.</summary>
    public IReadOnlyCollection<EncodedFrame> Frames
    {
        get
        {
            // The flusher drains it on another thread.
            Assert.True(SpinWait.SpinUntil(() => Outbox.WhenDrainedAsync().IsCompleted, StompTestClient.Patience));
            return _transport.Frames;
        }
    }

    /// <summary>How many frames were given to the transport.</summary>
    public int Written => _transport.Frames.Count;

    /// <summary>How many writes that took.</summary>
    public int Writes => _transport.Writes;

    public IEnumerable<string> Bodies => Frames.Select(frame => Encoding.UTF8.GetString(frame.Stomp.Span).Split("\n\n")[1].TrimEnd('\0'));

    public static BrokerMessage Message(string destination, string body = "hi") =>
        new(destination, null, null, new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)), IsText: true);

    private sealed class RecordingTransport(bool reads) : StompTransport
    {
        public ConcurrentQueue<EncodedFrame> Frames { get; } = new();

        public int Writes { get; private set; }

        public override PipeReader Input => throw new NotSupportedException();

        public override CancellationToken Lost => default;

        public override ValueTask WriteAsync(FrameBatch batch)
        {
            Writes++;
            foreach (var frame in batch.Frames) Frames.Enqueue(frame);
            return reads ? default : new ValueTask(new TaskCompletionSource().Task);
        }

        public override ValueTask CloseOutputAsync(DisconnectReason reason, string text) => default;

        public override void Abort()
        {
        }
    }
}
