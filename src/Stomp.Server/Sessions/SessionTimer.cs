using Microsoft.Extensions.Options;

namespace Stomp.Server.Sessions;

/// <summary>
/// The one timer for the deadlines and heart-beats of all sessions. It looks at every session at each tick, which costs
/// nanoseconds for each; ticks are a quarter of the shortest interval in use.
/// </summary>
internal sealed class SessionTimer : IDisposable
{
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(20);

    private readonly SessionRegistry _registry;
    private readonly OutboxFlusher _flusher;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private bool _isTicking;

    public SessionTimer(SessionRegistry registry, OutboxFlusher flusher, IOptions<StompOptions> options, TimeProvider time)
    {
        _registry = registry;
        _flusher = flusher;
        Tick = TickFor(options.Value.ConnectTimeout < options.Value.SendTimeLimit ? options.Value.ConnectTimeout : options.Value.SendTimeLimit);
        _timer = time.CreateTimer(_ => OnTick(), null, Tick, Tick);
    }

    /// <summary>Time between two looks at a session.</summary>
    public TimeSpan Tick { get; private set; }

    /// <summary>Makes the ticks short enough for an interval.</summary>
    public void Serve(TimeSpan interval)
    {
        lock (_gate)
        {
            var tick = TickFor(interval);
            if (tick >= Tick) return;
            Tick = tick;
            _timer.Change(tick, tick);
        }
    }

    public void Dispose() => _timer.Dispose();

    private static TimeSpan TickFor(TimeSpan interval)
    {
        var tick = interval / 4;
        return tick > LongestTick ? LongestTick : tick < ShortestTick ? ShortestTick : tick;
    }

    private void OnTick()
    {
        // A tick that takes longer than the next one is away must not pile up.
        if (Interlocked.Exchange(ref _isTicking, true)) return;
        try
        {
            _flusher.BeginTurn();
            foreach (var session in _registry.All) session.CheckDeadlines();
        }
        finally
        {
            _flusher.EndTurn();
            Volatile.Write(ref _isTicking, false);
        }
    }
}
