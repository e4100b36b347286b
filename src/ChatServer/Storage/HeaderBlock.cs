using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Stomp;

namespace ChatServer.Storage;

/// <summary>The headers of a message as one block of bytes: names and values in turn, each UTF-8 behind its length as a 32-bit little-endian number.</summary>
internal static class HeaderBlock
{
    public static byte[]? Encode(StompHeaders? headers)
    {
        if (headers is null || headers.Count == 0) return null;
        var block = new ArrayBufferWriter<byte>();
        foreach (var (name, value) in headers.AsSpan())
        {
            Write(block, name);
            Write(block, value);
        }

        return block.WrittenSpan.ToArray();
    }

    public static StompHeaders? Decode(ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty) return null;
        var headers = new StompHeaders(4);
        while (!block.IsEmpty) headers.Add(Read(ref block), Read(ref block));
        return headers;
    }

    private static void Write(ArrayBufferWriter<byte> block, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var span = block.GetSpan(sizeof(int) + length);
        BinaryPrimitives.WriteInt32LittleEndian(span, length);
        Encoding.UTF8.GetBytes(text, span[sizeof(int)..]);
        block.Advance(sizeof(int) + length);
    }

    private static string Read(ref ReadOnlySpan<byte> block)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(block);
        var text = Encoding.UTF8.GetString(block.Slice(sizeof(int), length));
        block = block[(sizeof(int) + length)..];
        return text;
    }
}
