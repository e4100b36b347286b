using System.Numerics;
using Stomp.Server.Broker;

namespace Stomp.Server.Sessions;

/// <summary>
/// The frames of an outbox, in their order, in an array that is used round and round. Frames of subscriptions that may lose messages
/// can be taken out of its middle; what was lost is counted there.
/// </summary>
internal sealed class FrameRing
{
    // A power of two long, so that a place in it is a mask away.
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
        At(_used++) = new(frame, droppable, told);
        Count++;
        Bytes += frame.Length;
    }

    /// <summary>Takes the oldest frame; null when there is none, or when it is longer than the bytes given.</summary>
    public EncodedFrame? Pop(int longest)
    {
        while (_used > 0)
        {
            ref var entry = ref At(0);
            var frame = entry.Frame;
            if (frame is not null && frame.Length > longest) return null;
            entry = default;
            _head = (_head + 1) & (_entries.Length - 1);
            _used--;
            // Else it was dropped where it stood.
            if (frame is null) continue;
            Count--;
            Bytes -= frame.Length;
            return frame;
        }

        return null;
    }

    /// <summary>Gives the room for frames back, which is kept otherwise: the next ones will need it.</summary>
    public void Trim()
    {
        if (Count == 0) Clear();
    }

    /// <summary>Drops what a subscription that keeps only its latest message has.</summary>
    public void DropAllOf(Subscription subscription)
    {
        for (var i = 0; i < _used; i++)
        {
            ref var entry = ref At(i);
            if (entry.Frame is not null && entry.Droppable == subscription) Drop(ref entry);
        }
    }

    /// <summary>Drops the oldest frames that may be dropped, until so many bytes and frames are left at most.</summary>
    /// <returns>Whether that was enough.</returns>
    public bool DropOldest(int bytes, int frames)
    {
        for (var i = 0; i < _used && (Bytes > bytes || Count > frames); i++)
        {
            ref var entry = ref At(i);
            if (entry is { Frame: not null, Droppable: not null }) Drop(ref entry);
        }

        return Bytes <= bytes && Count <= frames;
    }

    public void Clear()
    {
        _entries = [];
        _head = _used = Count = Bytes = 0;
    }

    private ref Entry At(int place) => ref _entries[(_head + place) & (_entries.Length - 1)];

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
        var larger = new Entry[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, Count + 1))];
        var moved = 0;
        for (var i = 0; i < _used; i++)
        {
            var entry = At(i);
            if (entry.Frame is not null) larger[moved++] = entry;
        }

        (_entries, _head, _used) = (larger, 0, moved);
    }

    private readonly record struct Entry(EncodedFrame? Frame, Subscription? Droppable, int Told);
}
