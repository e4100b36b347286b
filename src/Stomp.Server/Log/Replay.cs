using System.Buffers;
using Stomp.Server.Broker;
using Stomp.Server.Broker.Queues;
using Stomp.Server.Sessions;

namespace Stomp.Server.Log;

/// <summary>
/// Sends a subscription what was, beside the session's frames and as fast as its client reads, and has it join its topic when it has sent all that the
/// topic has. Until then the topic sends it nothing.
/// </summary>
/// <param name="all">What replays use.</param>
/// <param name="session">Whose subscription it is.</param>
/// <param name="epoch">The log's epoch.</param>
/// <param name="start">Where it begins.</param>
internal sealed class Replay(Replays all, StompSession session, string epoch, ReplayStart start) : IDisposable
{
    // About 3 s with these.
    private const int FailuresUntilTold = 6;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopped = new();
    private bool _isOver;
    private int _uncounted;
    private bool? _toSay = start.Recovered;

    public ReplayStart Start { get; } = start;

    public string Epoch { get; } = epoch;

    /// <summary>The subscription.</summary>
    public Subscription Subscription { get; set; } = null!;

    /// <summary>The topic that it is to join.</summary>
    public Topic Topic { get; set; } = null!;

    public StompOptions Options { get; } = all.Options;

    /// <summary>The offset that comes next.</summary>
    public long Next { get; private set; } = start.Offset;

    /// <summary>Whether the log had no more, at some time since the topic knows of it.</summary>
    public bool HasReadToEnd { get; private set; }

    /// <summary>Whether the first message has been sent, which says whether everything was there.</summary>
    public bool HasSaid => _toSay is null;

    /// <summary>Begins to send. It does not hold up whoever called.</summary>
    public void Begin() => _ = Task.Run(RunAsync);

    /// <summary>Sends nothing more.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            if (_isOver) return;
            _isOver = true;
            _ = _stopped.CancelAsync();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _stopped.Dispose();
        }
    }

    /// <summary>Sends a message if there is room for it.</summary>
    /// <param name="message">The next message.</param>
    /// <param name="room">When it is behind: done when there may be room.</param>
    public EnqueueOutcome Offer(in BrokerMessage message, out Task? room)
    {
        room = null;
        var stamp = message.Stamp!;
        Miss(stamp);
        if (Subscription.Wants(message, stamp.MessageId))
        {
            lock (_gate)
            {
                if (_isOver) return EnqueueOutcome.Refused;
                var outcome = OfferTo(Subscription, Mark(message), out room);
                if (outcome != EnqueueOutcome.Taken) return outcome;
            }

            _toSay = null;
            _uncounted++;
        }

        Pass(stamp);
        return EnqueueOutcome.Taken;
    }

    /// <summary>A live message as the subscription gets it while it has not been told yet whether everything was there.</summary>
    public BrokerMessage MarkLive(in BrokerMessage message)
    {
        Miss(message.Stamp!);
        var marked = Mark(message);
        _toSay = null;
        return marked;
    }

    /// <summary>A message was sent, or is none for the subscription.</summary>
    public void Pass(LogStamp stamp) => Next = stamp.Offset + 1;

    private static EnqueueOutcome OfferTo(Subscription subscription, in BrokerMessage message, out Task? room)
    {
        if (subscription.Consumer is { } consumer)
        {
            var isTaken = consumer.Queue.TryOffer(new QueuedMessage(message, message.Stamp!.MessageId), out room);
            return isTaken ? EnqueueOutcome.Taken : EnqueueOutcome.Behind;
        }

        var frame = MessageEncoder.EncodeDelivery(message, message.Stamp!.MessageId, subscription, ackId: null);
        return subscription.Outbox.Offer(frame, out room);
    }

    // What is missing has gone since the client was told that it would come.
    private void Miss(LogStamp stamp)
    {
        if (stamp.Offset > Next) _toSay = false;
    }

    private BrokerMessage Mark(in BrokerMessage message) =>
        _toSay is null ? message : message with { Stamp = message.Stamp! with { Recovered = _toSay } };

    private async Task RunAsync()
    {
        using var self = this;
        try
        {
            while (true)
            {
                var step = Step(out var room);
                if (step is ReplayStep.Joined or ReplayStep.Over) break;
                if (step == ReplayStep.Read && !await SendPageAsync()) break;
                if (room is not null) await room.WaitAsync(_stopped.Token);
            }
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            // Nobody wants it any more.
        }
        catch (Exception e)
        {
            all.LogFailed(e, session.Id, LogText.OneLine(Subscription.Destination));
            session.Close(DisconnectReason.InternalError, "The server failed to replay messages.");
        }
    }

    private ReplayStep Step(out Task? room)
    {
        all.Flusher.BeginTurn();
        try
        {
            return Topic.Advance(this, out room);
        }
        finally
        {
            EndTurn();
        }
    }

    /// <returns>False when nobody wants more.</returns>
    private async ValueTask<bool> SendPageAsync()
    {
        var page = await ReadPageAsync();
        HasReadToEnd = page.Count == 0;
        for (var sent = 0; sent < page.Count;)
        {
            (sent, var room, var isOver) = Send(page, sent);
            if (isOver) return false;
            if (room is not null) await room.WaitAsync(_stopped.Token);
        }

        return true;
    }

    private (int Sent, Task? Room, bool IsOver) Send(IReadOnlyList<LoggedMessage> page, int sent)
    {
        all.Flusher.BeginTurn();
        try
        {
            for (; sent < page.Count; sent++)
            {
                if (Offer(MessageOf(page[sent]), out var room) != EnqueueOutcome.Taken) return (sent, room, room is null);
            }

            return (sent, null, false);
        }
        finally
        {
            EndTurn();
        }
    }

    private void EndTurn()
    {
        all.Flusher.EndTurn();
        all.Meter.Replay(_uncounted);
        // What goes through a queue is counted there.
        if (Subscription.Consumer is null) session.Meter.Deliver(_uncounted);
        _uncounted = 0;
    }

    private BrokerMessage MessageOf(LoggedMessage message) =>
        new(Subscription.Destination, message.ContentType, message.Headers, new ReadOnlySequence<byte>(message.Body), message.IsText)
        {
            Stamp = new(message.Offset, message.Timestamp.ToUnixTimeMilliseconds(), Epoch, message.MessageId),
        };

    private async ValueTask<IReadOnlyList<LoggedMessage>> ReadPageAsync()
    {
        var pause = ShortestPause;
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await all.Reader.ReadAsync(Subscription.Destination, Next, Options.MaxReplayPageMessages, Options.MaxReplayPageBytes, _stopped.Token);
            }
            catch (MessageLogException e)
            {
                // It goes on when the log can be read again; the client need not wait in the dark.
                if (failures == FailuresUntilTold) all.Tell(session, Subscription, e);
            }

            await Task.Delay(pause, all.Time, _stopped.Token);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
