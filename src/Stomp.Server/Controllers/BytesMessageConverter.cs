using System.Buffers;

namespace Stomp.Server.Controllers;

/// <summary>Bytes: the body as it is, whatever its content type.</summary>
internal sealed class BytesMessageConverter : IMessageConverter
{
    public IReadOnlyList<string> MediaTypes { get; } = ["*"];

    public bool CanConvert(Type type) => type == typeof(byte[]) || type == typeof(ReadOnlyMemory<byte>);

    public T? Read<T>(ReadOnlySequence<byte> body, string? contentType)
    {
        var bytes = body.ToArray();
        return typeof(T) == typeof(byte[]) ? (T)(object)bytes : (T)(object)(ReadOnlyMemory<byte>)bytes;
    }

    public void Write<T>(IBufferWriter<byte> output, T payload, string contentType) =>
        output.Write(payload is ReadOnlyMemory<byte> memory ? memory.Span : (byte[])(object)payload!);
}
