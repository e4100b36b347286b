using Stomp.Server.Log;
using Stomp.Server.Sessions;

namespace Stomp.Server.Broker;

/// <summary>
/// Subscriptions of a topic that are sent what was, and have yet to join it. While there are any the topic's latest messages are kept at hand, so
/// that a replay catches up with a topic however busy that is. Guarded by the topic's lock.
/// </summary>
internal sealed class TopicReplays(StompOptions options)
{
    // A few microseconds each: the topic's lock is held meanwhile.
    private const int MostInARow = 64;

    private readonly List<Replay> _running = [];
    private readonly ReplayTail _tail = new(options.MaxReplayTailMessages, options.MaxReplayTailBytes);

    /// <summary>Those that have caught up and wait for a message: it is the first that they get live.</summary>
    public List<Replay> Joining { get; } = [];

    public bool IsEmpty => _running.Count == 0 && Joining.Count == 0;

    public void Begin(Replay replay) => _running.Add(replay);

    public bool Remove(Replay replay) => _running.Remove(replay) || Joining.Remove(replay);

    /// <summary>Keeps a message at hand that is being published.</summary>
    public void Keep(in BrokerMessage message) => _tail.Add(message);

    /// <summary>Sends a replay what is at hand and moves it to <see cref="Joining"/> when that was all.</summary>
    /// <param name="replay">The replay.</param>
    /// <param name="room">When its client is behind: done when there may be room.</param>
    public ReplayStep Advance(Replay replay, out Task? room)
    {
        room = null;
        if (!_running.Contains(replay)) return ReplayStep.Over;
        for (var i = 0; i < MostInARow && _tail.Has(replay.Next); i++)
        {
            if (replay.Offer(_tail[replay.Next], out room) != EnqueueOutcome.Taken) return room is null ? ReplayStep.Over : ReplayStep.AskAgain;
        }

        if (_tail.Has(replay.Next)) return ReplayStep.AskAgain;
        // Published in their order, messages from the next one on have yet to come; but before the first one came nothing is known of what was published
        // and what is in the log alone, unless the log has been read to its end since.
        var hasAll = replay.Next > _tail.Last && (_tail.Last > 0 || replay.HasReadToEnd);
        if (!hasAll) return ReplayStep.Read;
        _running.Remove(replay);
        Joining.Add(replay);
        return ReplayStep.Joined;
    }

    /// <summary>Whether one that has caught up needs nothing but the next message as everybody gets it.</summary>
    public bool IsLive(Replay replay) => replay.HasSaid && _tail.Last == replay.Next - 1;
}
