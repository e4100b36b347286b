using System.Buffers;

namespace Stomp.Server.Transports;

/// <summary>Where a message is put together. It holds memory only while it holds a piece of one.</summary>
internal sealed class MessageBuffer : IDisposable
{
    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Room behind what is there.</summary>
    public Memory<byte> GetMemory(int atLeast)
    {
        if (_bytes.Length - Length < atLeast) Grow(atLeast);
        return _bytes.AsMemory(Length);
    }

    public void Advance(int count) => Length += count;

    public void Clear()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, Length) = ([], 0);
    }

    public void Dispose() => Clear();

    private void Grow(int atLeast)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + atLeast, _bytes.Length * 2));
        Written.CopyTo(larger);
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
