using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Log;

/// <summary>What a session has sent that is not committed to the log yet, and its frames that wait for that: they are answered in their order.</summary>
/// <param name="session">The session.</param>
/// <param name="rejections">Tells it of refusals.</param>
/// <param name="most">Messages beyond which its next frame waits.</param>
internal sealed class SessionAppends(StompSession session, Rejections rejections, int most)
{
    private readonly Queue<FrameAppends> _frames = new();
    private int _pending;
    private Signal _room;
    private Signal _none;

    /// <summary>Guards all of it, and the frames.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Counts a message in.</summary>
    public void Add() => _pending++;

    /// <summary>Counts a message out.</summary>
    public void Remove()
    {
        _pending--;
        AnswerAll();
    }

    /// <summary>Answers a frame when it and those before it are done.</summary>
    public void AnswerInTurn(FrameAppends frame)
    {
        _frames.Enqueue(frame);
        AnswerAll();
    }

    /// <summary>Tells the client that what a frame sent could not be kept.</summary>
    public void Tell(FrameAppends frame, string? receipt, MessageRejectedException rejection) =>
        rejections.Tell(session, frame.Command, frame.Destination, receipt, subscription: null, rejection);

    /// <summary>Done when the session may send more.</summary>
    public ValueTask WhenRoomAsync(CancellationToken cancellationToken)
    {
        lock (Gate) return _pending < most ? default : new(_room.WhenSet.WaitAsync(cancellationToken));
    }

    /// <summary>Done when everything is committed, or refused, and answered.</summary>
    public ValueTask WhenNoneAsync(CancellationToken cancellationToken)
    {
        lock (Gate) return _pending == 0 ? default : new(_none.WhenSet.WaitAsync(cancellationToken));
    }

    private void AnswerAll()
    {
        while (_frames.TryPeek(out var frame) && frame.IsDone)
        {
            _frames.Dequeue();
            frame.Answer();
        }

        if (_pending <= most / 2) _room.Set();
        if (_pending == 0) _none.Set();
    }
}
