namespace Stomp.Server.Broker;

/// <summary>A topic's latest messages, one behind the other without a hole: so many, and so many bytes, at most. Guarded by the topic's lock.</summary>
internal sealed class ReplayTail(int maxMessages, int maxBytes)
{
    // A ring, as large as it was needed.
    private BrokerMessage[] _ring = [];
    private int _start;
    private int _count;
    private long _bytes;

    /// <summary>The offset of the last message; 0 before the first.</summary>
    public long Last { get; private set; }

    /// <summary>The message of an offset that it has.</summary>
    public ref readonly BrokerMessage this[long offset] => ref _ring[(_start + (int)(offset - First)) % _ring.Length];

    private long First => Last - _count + 1;

    public bool Has(long offset) => offset >= First && offset <= Last;

    public void Add(in BrokerMessage message)
    {
        var offset = message.Stamp!.Offset;
        if (offset != Last + 1) Clear();
        while (_count > 0 && (_count == maxMessages || _bytes + message.Body.Length > maxBytes)) RemoveFirst();
        if (_count == _ring.Length) Grow();
        Last = offset;
        _ring[(_start + _count++) % _ring.Length] = message;
        _bytes += message.Body.Length;
    }

    private void RemoveFirst()
    {
        _bytes -= _ring[_start].Body.Length;
        _ring[_start] = default;
        _start = (_start + 1) % _ring.Length;
        _count--;
    }

    private void Clear()
    {
        while (_count > 0) RemoveFirst();
    }

    private void Grow()
    {
        var ring = new BrokerMessage[Math.Min(Math.Max(16, _ring.Length * 2), maxMessages)];
        for (var i = 0; i < _count; i++) ring[i] = _ring[(_start + i) % _ring.Length];
        _ring = ring;
        _start = 0;
    }
}
