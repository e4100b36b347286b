using System.Collections.Concurrent;

namespace Stomp.Server.Transports.SockJs;

/// <summary>The one timer for the heart-beats and deadlines of all SockJS sessions. It stands still while there are none.</summary>
internal sealed class SockJsTimer(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LongestTick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<ISockJsTimed, bool> _timed = new();
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private TimeSpan _tick = LongestTick;
    private bool _isTicking;

    public TimeProvider Time { get; } = time;

    /// <summary>Looks after it from now on.</summary>
    /// <param name="timed">A session.</param>
    /// <param name="shortest">The shortest of its intervals.</param>
    public void Add(ISockJsTimed timed, TimeSpan shortest)
    {
        lock (_gate)
        {
            _timed[timed] = true;
            var tick = TimeSpan.FromTicks(Math.Clamp(shortest.Ticks / 8, ShortestTick.Ticks, _tick.Ticks));
            if (_timer is not null && tick >= _tick) return;
            _tick = tick;
            _timer ??= Time.CreateTimer(_ => OnTick(), null, tick, tick);
            _timer.Change(tick, tick);
        }
    }

    public void Remove(ISockJsTimed timed)
    {
        lock (_gate)
        {
            if (!_timed.TryRemove(timed, out _) || !_timed.IsEmpty) return;
            _timer?.Dispose();
            _timer = null;
            _tick = LongestTick;
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void OnTick()
    {
        if (Interlocked.Exchange(ref _isTicking, true)) return;
        try
        {
            foreach (var (timed, _) in _timed) timed.CheckDeadlines();
        }
        finally
        {
            Volatile.Write(ref _isTicking, false);
        }
    }
}
