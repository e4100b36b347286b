using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Controllers;

/// <summary>What a stream is stopped by: the session's end, or its own subscription's. Once it is, nothing of it is sent any more.</summary>
internal sealed class RunningStream : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _source;
    private bool _isOver;

    public RunningStream(CancellationToken closed)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(closed);
        Token = _source.Token;
    }

    public CancellationToken Token { get; }

    /// <summary>Queues a frame, unless the stream has been stopped.</summary>
    public void Enqueue(Outbox outbox, EncodedFrame frame)
    {
        lock (_gate)
        {
            if (!_isOver) outbox.Enqueue(frame);
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            if (_isOver) return;
            _isOver = true;
            // Not here: what hears of it may be the application's.
            _ = _source.CancelAsync();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _source.Dispose();
        }
    }
}
