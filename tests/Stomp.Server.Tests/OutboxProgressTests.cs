using System.IO.Pipelines;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;
using Stomp.Server.Transports;

namespace Stomp.Server.Tests;

/// <summary>What counts as no progress, and as far behind.</summary>
public sealed class OutboxProgressTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly FakeTime _time = new();

    [Fact]
    public async Task Who_took_a_write_late_is_not_stuck_though_more_waits_all_the_time()
    {
        var transport = new SteppedTransport();
        var outbox = New(transport, new());
        outbox.Enqueue(EncodedFrame.HeartBeat);
        var first = await transport.NextAsync();
        outbox.Enqueue(EncodedFrame.HeartBeat);
        _time.Advance(Limit / 2);
        Assert.False(outbox.IsStuck(Limit));

        first.SetResult();
        await transport.NextAsync();
        _time.Advance(Limit * 0.75);

        Assert.False(outbox.IsStuck(Limit));
        _time.Advance(Limit / 2);
        Assert.True(outbox.IsStuck(Limit));
    }

    [Fact]
    public async Task A_write_that_is_taken_at_once_leaves_nothing_of_the_one_before_it()
    {
        var transport = new SteppedTransport();
        var outbox = New(transport, new());
        var stuck = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        outbox.Enqueue(EncodedFrame.HeartBeat);
        var first = await transport.NextAsync();
        outbox.Enqueue(EncodedFrame.HeartBeat);
        transport.Then = () =>
        {
            _time.Advance(Limit * 2);
            stuck.SetResult(outbox.IsStuck(Limit));
        };

        first.SetResult();

        Assert.False(await stuck.Task.WaitAsync(StompTestClient.Patience));
    }

    [Fact]
    public async Task Many_small_frames_are_behind_before_they_are_too_many()
    {
        var transport = new SteppedTransport();
        var outbox = New(transport, new() { MaxQueuedFrames = 10 });
        outbox.Enqueue(EncodedFrame.HeartBeat);
        var first = await transport.NextAsync();

        for (var i = 0; i < 5; i++) Assert.Equal(EnqueueOutcome.Taken, outbox.Enqueue(EncodedFrame.HeartBeat));
        Assert.Equal(EnqueueOutcome.Behind, outbox.Enqueue(EncodedFrame.HeartBeat));

        var room = outbox.WaitForRoomAsync(Timeout.InfiniteTimeSpan, default).AsTask();
        Assert.False(room.IsCompleted);
        first.SetResult();
        (await transport.NextAsync()).SetResult();
        await room.WaitAsync(StompTestClient.Patience);
    }

    private Outbox New(StompTransport transport, StompOptions options) =>
        new(transport, new OutboxFlusher(), new MemoryGauge(Options.Create(options)), options, _time) { OnFailed = (_, _) => { } };

    /// <summary>Each write is done when the test says so.</summary>
    private sealed class SteppedTransport : StompTransport
    {
        private readonly Channel<TaskCompletionSource> _begun = Channel.CreateUnbounded<TaskCompletionSource>();

        /// <summary>What the next write does, to be taken at once.</summary>
        public Action? Then { get; set; }

        public override PipeReader Input => throw new NotSupportedException();

        public override CancellationToken Lost => default;

        /// <summary>The write that was begun next.</summary>
        public Task<TaskCompletionSource> NextAsync() => _begun.Reader.ReadAsync().AsTask().WaitAsync(StompTestClient.Patience);

        public override ValueTask WriteAsync(FrameBatch batch)
        {
            if (Then is { } then)
            {
                then();
                return default;
            }

            var write = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _begun.Writer.TryWrite(write);
            return new(write.Task);
        }

        public override ValueTask CloseOutputAsync(DisconnectReason reason, string text) => default;

        public override void Abort()
        {
        }
    }
}
