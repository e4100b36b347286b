using System.Buffers;

namespace Stomp.Client;

/// <summary>Encoded frames, one behind the other, and where each ends.</summary>
internal sealed class FrameBatch
{
    // A burst's buffer is not kept for the quiet after it.
    private const int MostBytesKept = 256 * 1024;

    private ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly List<int> _ends = [];

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public IReadOnlyList<int> Ends => _ends;

    public bool IsEmpty => _ends.Count == 0;

    public void Add(StompFrame frame, StompVersion version)
    {
        // Writes all or, if it throws, nothing.
        StompWriter.Write(_bytes, frame, version);
        _ends.Add(_bytes.WrittenCount);
    }

    public void AddHeartBeat()
    {
        _bytes.Write("\n"u8);
        _ends.Add(_bytes.WrittenCount);
    }

    public void Clear()
    {
        _ends.Clear();
        if (_bytes.Capacity > MostBytesKept) _bytes = new(1024);
        else _bytes.ResetWrittenCount();
    }
}
