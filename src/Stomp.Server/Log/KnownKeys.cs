using System.Buffers.Binary;

namespace Stomp.Server.Log;

/// <summary>The keys of messages that are kept in memory, and the offsets that they got: so many at most, the oldest go. Guarded by the store.</summary>
internal sealed class KnownKeys(int most)
{
    private readonly Dictionary<UInt128, long> _offsets = [];
    private readonly Queue<(UInt128 Key, DateTimeOffset Time)> _byAge = new();

    public long? Find(ReadOnlyMemory<byte> key) => !key.IsEmpty && _offsets.TryGetValue(Read(key), out var offset) ? offset : null;

    public void Add(ReadOnlyMemory<byte> key, long offset, DateTimeOffset time)
    {
        if (key.IsEmpty) return;
        if (_offsets.Count >= most) ForgetOldest();
        var number = Read(key);
        _offsets[number] = offset;
        _byAge.Enqueue((number, time));
    }

    public void Forget(DateTimeOffset before)
    {
        while (_byAge.TryPeek(out var oldest) && oldest.Time < before) ForgetOldest();
    }

    private void ForgetOldest() => _offsets.Remove(_byAge.Dequeue().Key);

    private static UInt128 Read(ReadOnlyMemory<byte> key) => BinaryPrimitives.ReadUInt128LittleEndian(key.Span);
}
