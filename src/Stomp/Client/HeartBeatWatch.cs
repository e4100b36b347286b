namespace Stomp.Client;

/// <summary>Sends a connection's heart-beats and notices that the server's have stopped, by one timer (STOMP 1.2, "Heart-beating").</summary>
internal sealed class HeartBeatWatch : IDisposable
{
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(10);

    private readonly ClientConnection _connection;
    private readonly TimeProvider _time;
    private readonly TimeSpan _sendEvery;
    private readonly TimeSpan _longestSilence;
    private readonly TimeSpan _tick;
    private readonly ITimer? _timer;

    /// <param name="connection">The connection to keep alive.</param>
    /// <param name="agreed">What the server's CONNECTED says.</param>
    /// <param name="options">What the client offered, and its clock.</param>
    public HeartBeatWatch(ClientConnection connection, HeartBeat agreed, StompClientOptions options)
    {
        _connection = connection;
        _time = options.TimeProvider;
        var own = Offer(options);
        _sendEvery = TimeSpan.FromMilliseconds(own.SendEvery(agreed));
        _longestSilence = TimeSpan.FromMilliseconds(own.ExpectEvery(agreed)) * options.HeartBeatTolerance;
        if (_sendEvery == TimeSpan.Zero && _longestSilence == TimeSpan.Zero) return;

        // A quarter of the shorter interval: a heart-beat goes out that much early at most, and never late.
        var shorter = _sendEvery == TimeSpan.Zero ? _longestSilence
            : _longestSilence == TimeSpan.Zero || _sendEvery < _longestSilence ? _sendEvery : _longestSilence;
        _tick = TimeSpan.FromTicks(Math.Clamp(shorter.Ticks / 4, ShortestTick.Ticks, LongestTick.Ticks));
        _timer = _time.CreateTimer(static watch => ((HeartBeatWatch)watch!).OnTick(), this, _tick, _tick);
    }

    /// <summary>What the client writes in CONNECT.</summary>
    public static HeartBeat Offer(StompClientOptions options) => new(Milliseconds(options.HeartBeatOutgoing), Milliseconds(options.HeartBeatIncoming));

    public void Dispose() => _timer?.Dispose();

    private static int Milliseconds(TimeSpan time) => (int)Math.Min(Math.Ceiling(time.TotalMilliseconds), int.MaxValue);

    private void OnTick()
    {
        // At the next tick it would be late.
        if (_sendEvery > TimeSpan.Zero && _time.GetElapsedTime(_connection.LastWrite) + _tick >= _sendEvery) _connection.SendHeartBeat();
        if (_longestSilence > TimeSpan.Zero && _connection.Silence >= _longestSilence)
        {
            _connection.End(new StompConnectionException(
                $"The server sent nothing, not even a heart-beat, for {_connection.Silence.TotalSeconds:0.###} s."));
        }
    }
}
