using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Stomp.Server.Transports.SockJs;

/// <summary>Which request takes the session's messages, and how the session ends.</summary>
internal sealed partial class SockJsSession
{
    private static readonly byte[] SlowConsumer = SockJsFrames.Close(new(MessageCloseStatus.PolicyViolation, "The client does not read."));

    private IHttpRequestLifetimeFeature? _attached;
    private byte[]? _closeFrame;
    private CancellationTokenSource? _lost;
    private bool _isLost;
    private long _detachedAt = timer.Time.GetTimestamp();
    private long _lastSent = timer.Time.GetTimestamp();
    private long _writingSince;

    /// <summary>Called when the session may be forgotten.</summary>
    public Action<SockJsSession>? OnExpired { get; set; }

    /// <summary>Has a request take the messages from now on.</summary>
    /// <returns>False while another one does. Once the session is closed everybody may ask, and is told so.</returns>
    public bool TryAttach(IHttpRequestLifetimeFeature request)
    {
        lock (_gate)
        {
            if (_attached is not null && _closeFrame is null) return false;
            _attached ??= request;
            return true;
        }
    }

    /// <summary>The request takes no more: the next one may.</summary>
    public void Detach(IHttpRequestLifetimeFeature request)
    {
        lock (_gate)
        {
            if (_attached != request) return;
            _attached = null;
            _writingSince = 0;
            _detachedAt = timer.Time.GetTimestamp();
        }
    }

    /// <summary>A request broke off: what it was given may be lost, so the session is (SockJS 0.3.3, "Handling close").</summary>
    public void Interrupt() => Break(new ConnectionResetException("A request for the session's messages broke off."), SockJsFrames.Interrupted);

    public override ValueTask CloseAsync(MessageCloseStatus status)
    {
        lock (_gate)
        {
            if (_closeFrame is not null) return default;
            _closeFrame = SockJsFrames.Close(status);
            WakeReceiver();
        }

        _end.TrySetResult(new(status, null));
        return default;
    }

    public override void Abort() => Break(new ConnectionAbortedException("The session was cut."), SockJsFrames.Interrupted);

    public void CheckDeadlines()
    {
        var time = timer.Time;
        bool isExpired;
        bool isStuck;
        lock (_gate)
        {
            isExpired = _attached is null && time.GetElapsedTime(_detachedAt) >= options.DisconnectDelay;
            isStuck = _writingSince != 0 && application.SendTimeLimit != Timeout.InfiniteTimeSpan
                && time.GetElapsedTime(_writingSince) > application.SendTimeLimit;
            if (_attached is not null && _writingSince == 0 && _sink is { SendsHeartBeats: false }
                && time.GetElapsedTime(_lastSent) >= options.HeartBeat)
            {
                _heartBeatDue = true;
                WakeReceiver();
            }
        }

        if (isStuck) Break(new ConnectionAbortedException("The client does not read."), SlowConsumer);
        if (!isExpired) return;
        Break(new ConnectionAbortedException("No request came for the session's messages."), SockJsFrames.Interrupted);
        OnExpired?.Invoke(this);
    }

    private void Break(Exception fault, byte[] closeFrame)
    {
        IHttpRequestLifetimeFeature? stuck;
        CancellationTokenSource? lost;
        lock (_gate)
        {
            if (_isLost) return;
            _isLost = true;
            _closeFrame ??= closeFrame;
            ForgetMessages();
            WakeReceiver();
            // Who waits is told; who is in the middle of writing would wait for a client that does not read.
            stuck = _writingSince != 0 ? _attached : null;
            lost = _lost;
        }

        stuck?.Abort();
        _ = lost?.CancelAsync();
        _end.TrySetResult(ConnectionEnd.Broken(fault));
    }
}
