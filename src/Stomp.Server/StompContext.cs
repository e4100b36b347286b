namespace Stomp.Server;

/// <summary>One frame on its way through the filters.</summary>
public sealed class StompContext
{
    private readonly Func<StompContext, ValueTask> _handle;
    private readonly Action<StompFrame> _reply;
    private volatile bool _isOver;

    internal StompContext(IStompSession session, StompFrame frame, Func<StompContext, ValueTask> handle, Action<StompFrame> reply)
    {
        Session = session;
        Frame = frame;
        _handle = handle;
        _reply = reply;
    }

    /// <summary>Whose frame it is: who sent it or, in an outbound filter, who gets it.</summary>
    public IStompSession Session { get; }

    /// <summary>
    /// The frame; a filter that sets it has another one handled or sent. Its body is borrowed: what keeps it has to copy
    /// (<see cref="StompFrame.ToOwned"/>).
    /// </summary>
    public StompFrame Frame
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>
    /// Sends the session a further frame; in an outbound filter it goes before the one that passes through. An ERROR is the last one that the
    /// session gets (STOMP 1.2, "ERROR").
    /// </summary>
    /// <param name="frame">A server's frame, for example a MESSAGE with the id of one of the session's subscriptions.</param>
    /// <exception cref="InvalidOperationException">The filters have been left: a later frame is one for the message template.</exception>
    public void Reply(StompFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ThrowIfOver();
        _reply(frame);
    }

    /// <summary>The end of the way: handles or sends the frame.</summary>
    internal ValueTask HandleAsync()
    {
        ThrowIfOver();
        return _handle(this);
    }

    /// <summary>The filters have been left: the frame's bytes are somebody else's now.</summary>
    internal void End() => _isOver = true;

    private void ThrowIfOver()
    {
        if (_isOver) throw new InvalidOperationException("The frame has left the filters. A filter awaits 'next', and replies before it returns.");
    }
}
