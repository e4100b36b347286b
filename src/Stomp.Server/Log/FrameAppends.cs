using Stomp.Server.Sessions;

namespace Stomp.Server.Log;

/// <summary>
/// What one SEND or COMMIT leads to in the log. While the frame is handled its messages are taken and not waited for, so that the session can go on to
/// its next frame; the RECEIPT, or the refusal, comes when all of them are committed. What is sent later is not the frame's any more.
/// </summary>
/// <param name="session">Whose frame it is.</param>
/// <param name="all">What all frames of the session wait for; its lock guards this, too.</param>
/// <param name="appender">Takes the messages.</param>
/// <param name="frame">The frame.</param>
internal sealed class FrameAppends(StompSession session, SessionAppends all, LogAppender appender, StompFrame frame)
{
    private static readonly AsyncLocal<FrameAppends?> Ambient = new();

    private readonly string? _receipt = frame.Headers[StompHeaderNames.Receipt];

    // A transaction is committed in one piece, so what it sends waits for its end.
    private readonly List<PendingAppend>? _held = frame.Command == StompCommand.Commit ? [] : null;

    // Of the SEND that is being handled: a COMMIT has several, one after the other.
    private string _sentTo = "";
    private string? _key;
    private int _ordinal;

    private bool _isOver;
    private int _count;
    private int _pending;
    private long _offset;
    private MessageRejectedException? _failure;

    /// <summary>The frame that this flow of control handles; null outside of any.</summary>
    public static FrameAppends? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public StompCommand Command { get; } = frame.Command;

    public string? Destination { get; } = frame.Headers[StompHeaderNames.Destination];

    /// <summary>Whether it can be answered.</summary>
    public bool IsDone => _isOver && _pending == 0;

    /// <summary>A SEND of it is about to be handled.</summary>
    public void BeginSend(StompFrame send)
    {
        lock (all.Gate)
        {
            _sentTo = send.Headers[StompHeaderNames.Destination] ?? "";
            _key = send.Headers[StreamHeaders.IdempotencyKey];
            _ordinal = 0;
        }
    }

    /// <summary>Takes a message that the frame leads to.</summary>
    /// <returns>False when the frame has been handled: the message is not its any more.</returns>
    public bool TryAccept(PendingAppend append)
    {
        List<PendingAppend>? before;
        lock (all.Gate)
        {
            if (_isOver) return false;
            if (_key is not null) append.Identify(_key, DeduplicationKey.Of(session, _sentTo, _key, _ordinal++));
            append.Frame = this;
            _count++;
            _pending++;
            all.Add();
            if (_held is not null && append.Completion is null)
            {
                _held.Add(append);
                return true;
            }

            before = TakeHeld();
        }

        if (before is not null) appender.Accept(before);
        appender.Accept(append);
        return true;
    }

    /// <summary>Has the frame's answer wait for the broker's confirmation of a message that is not logged.</summary>
    /// <returns>False when the frame has been handled: the message is not its any more.</returns>
    public bool TryAwait(Task confirmed)
    {
        lock (all.Gate)
        {
            if (_isOver) return false;
            _pending++;
            all.Add();
        }

        _ = FinishAsync(confirmed);
        return true;
    }

    private async Task FinishAsync(Task confirmed)
    {
        MessageRejectedException? failure = null;
        try
        {
            await confirmed;
        }
        catch (MessageRejectedException e)
        {
            failure = e;
        }

        lock (all.Gate)
        {
            _pending--;
            _failure ??= failure;
            all.Remove();
        }
    }

    /// <summary>The frame has been handled: its receipt comes when all is committed, or now.</summary>
    public void Complete()
    {
        List<PendingAppend>? held;
        lock (all.Gate)
        {
            _isOver = true;
            held = TakeHeld();
            if (_count > 0 || _pending > 0) all.AnswerInTurn(this);
            else Answer();
        }

        if (held is not null) appender.Accept(held);
    }

    /// <summary>The frame was refused, or its session ends: it has no other answer. What it has sent stays sent.</summary>
    public void GiveUp()
    {
        List<PendingAppend>? held;
        lock (all.Gate)
        {
            if (_isOver) return;
            _isOver = true;
            held = TakeHeld();
        }

        if (held is not null) appender.Accept(held);
    }

    /// <summary>A message is committed and with the broker, or refused.</summary>
    public void Finish(PendingAppend append, MessageLogException? failure)
    {
        lock (all.Gate)
        {
            _pending--;
            _offset = append.Entry.Offset;
            // Whoever waited for it is told, and says what that means for the frame.
            if (append.Completion is null && failure is not null) _failure ??= new(failure.Message, LogAppender.RefusalType);
            all.Remove();
        }
    }

    /// <summary>Answers the frame.</summary>
    public void Answer()
    {
        if (_failure is not null)
        {
            all.Tell(this, _receipt, _failure);
            return;
        }

        if (_receipt is not null) session.Send(Receipts.Of(_receipt, _count == 1 ? _offset : null));
    }

    private List<PendingAppend>? TakeHeld()
    {
        if (_held is not { Count: > 0 }) return null;
        List<PendingAppend> held = [.. _held];
        _held.Clear();
        return held;
    }
}
