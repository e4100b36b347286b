using System.Buffers.Binary;
using System.Numerics;

namespace Stomp.Server.Transports;

/// <summary>Takes off what a client put over its payload (RFC 6455, 5.3).</summary>
internal static class WebSocketMask
{
    /// <param name="masked">A piece of the payload.</param>
    /// <param name="target">Where to, as long as the piece.</param>
    /// <param name="mask">The key, turned so that its lowest byte is that of the piece's first.</param>
    /// <returns>The key for the piece that follows.</returns>
    public static uint Remove(ReadOnlySpan<byte> masked, Span<byte> target, uint mask)
    {
        var eight = mask | ((ulong)mask << 32);
        var done = 0;
        for (; done <= masked.Length - sizeof(ulong); done += sizeof(ulong))
            BinaryPrimitives.WriteUInt64LittleEndian(target[done..], BinaryPrimitives.ReadUInt64LittleEndian(masked[done..]) ^ eight);

        // What is left begins at a multiple of the key's length.
        for (var i = done; i < masked.Length; i++) target[i] = (byte)(masked[i] ^ (mask >> (8 * (i & 3))));
        return BitOperations.RotateRight(mask, 8 * (masked.Length & 3));
    }
}
