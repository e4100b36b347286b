using System.Buffers;
using System.Text;

namespace Stomp.Server.Controllers;

/// <summary>Text: the body as UTF-8, whatever its content type.</summary>
internal sealed class TextMessageConverter : IMessageConverter
{
    public IReadOnlyList<string> MediaTypes { get; } = ["*"];

    public bool CanConvert(Type type) => type == typeof(string);

    public T? Read<T>(ReadOnlySequence<byte> body, string? contentType) => (T)(object)Encoding.UTF8.GetString(body);

    public void Write<T>(IBufferWriter<byte> output, T payload, string contentType) => Encoding.UTF8.GetBytes((string)(object)payload!, output);
}
