namespace Stomp.Server.Sessions;

/// <summary>What one outbox has told the gauge of all. Guarded by the outbox.</summary>
internal struct GaugeShare(MemoryGauge gauge)
{
    // The gauge is touched once for so many bytes, not for each frame.
    private const int Step = 16 * 1024;

    private int _told;

    /// <summary>Tells about how much there is.</summary>
    public void Follow(int bytes)
    {
        if (Math.Abs(bytes - _told) >= Step) Set(bytes);
    }

    /// <summary>Tells how much there is.</summary>
    public void Set(int bytes)
    {
        if (bytes == _told) return;
        gauge.Add(bytes - _told);
        _told = bytes;
    }
}
