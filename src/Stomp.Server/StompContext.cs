namespace Stomp.Server;

/// <summary>One frame on its way through the filters.</summary>
public sealed class StompContext
{
    private readonly Action<StompFrame> _reply;

    internal StompContext(IStompSession session, StompFrame frame, Action<StompFrame> reply)
    {
        Session = session;
        Frame = frame;
        _reply = reply;
    }

    /// <summary>Whose frame it is: who sent it or, in an outbound filter, who gets it.</summary>
    public IStompSession Session { get; }

    /// <summary>The frame. Its body is borrowed: what keeps it has to copy (<see cref="StompFrame.ToOwned"/>).</summary>
    public StompFrame Frame { get; set; }

    /// <summary>Sends the session a further frame; in an outbound filter it goes before the one that passes through.</summary>
    /// <param name="frame">A server's frame, for example a MESSAGE with the id of one of the session's subscriptions.</param>
    public void Reply(StompFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        _reply(frame);
    }
}
