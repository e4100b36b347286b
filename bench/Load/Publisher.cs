using System.Diagnostics;

namespace Load;

/// <summary>Sends to its rooms, in turn: at a rate, or as fast as what it sent is delivered.</summary>
internal sealed class Publisher(Connection connection, int bodyBytes) : IDisposable
{
    private readonly SemaphoreSlim _window = new(Settings.Window);
    private long _delivered;

    public List<Room> Rooms { get; } = [];

    /// <summary>Notes that one subscriber got one of its messages.</summary>
    public void Delivered()
    {
        if (Interlocked.Increment(ref _delivered) % Rooms[0].Subscribers == 0) _window.Release();
    }

    public async Task SendWithinWindowAsync(CancellationToken ending)
    {
        for (var i = 0; ; i++)
        {
            await _window.WaitAsync(ending);
            await SendAsync(Rooms[i % Rooms.Count], ChatFrame.Now);
        }
    }

    /// <remarks>A message bears the time at which it was due, so that a stall of anybody is seen as latency.</remarks>
    public async Task SendAtRateAsync(double perSecond, CancellationToken ending)
    {
        var started = ChatFrame.Now;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var i = 0; ; i++)
        {
            var due = started + (long)(i / perSecond * Stopwatch.Frequency);
            while (ChatFrame.Now < due) await timer.WaitForNextTickAsync(ending);
            await SendAsync(Rooms[i % Rooms.Count], due);
        }
    }

    public void Dispose()
    {
        connection.Dispose();
        _window.Dispose();
    }

    // Not to be broken off: a message that is counted has to be on its way.
    private ValueTask SendAsync(Room room, long timestamp) =>
        connection.SendAsync(ChatFrame.Of(room.Name, ++room.Sent, timestamp, bodyBytes), CancellationToken.None);
}
