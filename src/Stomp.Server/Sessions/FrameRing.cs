using Stomp.Server.Broker;

namespace Stomp.Server.Sessions;

/// <summary>
/// The frames of an outbox, in their order, in an array that is used round and round. Frames of subscriptions that may lose messages
/// can be taken out of its middle; what was lost is counted there.
/// </summary>
internal sealed class FrameRing
{
    private const int KeptWhenEmpty = 16;

    private Entry[] _entries = [];
    private int _head;
    private int _used;

    /// <summary>How many frames there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes they have.</summary>
    public int Bytes { get; private set; }

    /// <param name="frame">The frame.</param>
    /// <param name="droppable">Whose it is, if it may be dropped.</param>
    /// <param name="told">How many lost messages the frame tells of.</param>
    public void Push(EncodedFrame frame, Subscription? droppable, int told)
    {
        if (_used == _entries.Length) Grow();
        _entries[(_head + _used++) % _entries.Length] = new(frame, droppable, told);
        Count++;
        Bytes += frame.Length;
    }

    /// <summary>Takes the oldest frame; null when there is none.</summary>
    public EncodedFrame? Pop()
    {
        while (_used > 0)
        {
            var frame = _entries[_head].Frame;
            _entries[_head] = default;
            _head = (_head + 1) % _entries.Length;
            _used--;
            // Else it was dropped where it stood.
            if (frame is null) continue;
            Count--;
            Bytes -= frame.Length;
            return frame;
        }

        if (_entries.Length > KeptWhenEmpty) _entries = [];
        return null;
    }

    /// <summary>Drops what a subscription that keeps only its latest message has.</summary>
    public void DropAllOf(Subscription subscription)
    {
        for (var i = 0; i < _used; i++)
        {
            ref var entry = ref _entries[(_head + i) % _entries.Length];
            if (entry.Frame is not null && entry.Droppable == subscription) Drop(ref entry);
        }
    }

    /// <summary>Drops the oldest frames that may be dropped, until so many bytes and frames are left at most.</summary>
    /// <returns>Whether that was enough.</returns>
    public bool DropOldest(int bytes, int frames)
    {
        for (var i = 0; i < _used && (Bytes > bytes || Count > frames); i++)
        {
            ref var entry = ref _entries[(_head + i) % _entries.Length];
            if (entry is { Frame: not null, Droppable: not null }) Drop(ref entry);
        }

        return Bytes <= bytes && Count <= frames;
    }

    public void Clear()
    {
        _entries = [];
        _head = _used = Count = Bytes = 0;
    }

    private void Drop(ref Entry entry)
    {
        entry.Droppable!.Dropped += 1 + entry.Told;
        Count--;
        Bytes -= entry.Frame!.Length;
        entry = default;
    }

    private void Grow()
    {
        // Dropped frames leave holes, which are not taken along.
        var larger = new Entry[Math.Max(4, Count * 2)];
        var moved = 0;
        for (var i = 0; i < _used; i++)
        {
            var entry = _entries[(_head + i) % _entries.Length];
            if (entry.Frame is not null) larger[moved++] = entry;
        }

        (_entries, _head, _used) = (larger, 0, moved);
    }

    private readonly record struct Entry(EncodedFrame? Frame, Subscription? Droppable, int Told);
}
