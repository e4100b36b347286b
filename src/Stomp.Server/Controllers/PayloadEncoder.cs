using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;

namespace Stomp.Server.Controllers;

/// <summary>Makes messages of payloads.</summary>
internal sealed class PayloadEncoder(MessageConverters converters, IOptions<StompOptions> options) : IDisposable
{
    private const string Json = "application/json";

    private readonly JsonSerializerOptions _options = options.Value.Json;
    private readonly ThreadLocal<(ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)> _writer = new(() =>
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        return (buffer, new(buffer, new JsonWriterOptions { Encoder = options.Value.Json.Encoder, SkipValidation = true }));
    });

    /// <summary>The message borrows this thread's buffer: it has to be published before anything else is encoded.</summary>
    /// <exception cref="InvalidOperationException">No converter writes the type as the content type that is asked for.</exception>
    public BrokerMessage Encode<T>(string destination, T payload, MessageOptions? options)
    {
        if (options?.ContentType is { } wanted && FindOther(payload?.GetType() ?? typeof(T), wanted) is { } converter)
            return Encode(destination, payload, options, converter);
        var (body, contentType, isText) = payload switch
        {
            string text => (Encoding.UTF8.GetBytes(text), "text/plain;charset=utf-8", true),
            byte[] bytes => (bytes.AsMemory(), "application/octet-stream", Utf8.IsValid(bytes)),
            ReadOnlyMemory<byte> bytes => (bytes, "application/octet-stream", Utf8.IsValid(bytes.Span)),
            _ => (WriteJson(payload), Json, true),
        };
        return new(destination, options?.ContentType ?? contentType, options?.Headers, new ReadOnlySequence<byte>(body), isText);
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>The converter to be asked rather than what is built in; null for that.</summary>
    private IMessageConverter? FindOther(Type type, string contentType)
    {
        if (contentType == Json && converters.Own.Length == 0) return null;
        var converter = MessageConverters.Select(converters.For(type), contentType)
            ?? throw new InvalidOperationException($"No message converter writes {type.Name} as '{contentType}'; see AddMessageConverter.");
        return Array.IndexOf(converters.Own, converter) < 0 ? null : converter;
    }

    private BrokerMessage Encode<T>(string destination, T payload, MessageOptions options, IMessageConverter converter)
    {
        var (buffer, _) = _writer.Value;
        buffer.ResetWrittenCount();
        converter.Write(buffer, payload, options.ContentType!);
        var body = new ReadOnlySequence<byte>(buffer.WrittenMemory);
        return new(destination, options.ContentType, options.Headers, body, Utf8.IsValid(buffer.WrittenSpan));
    }

    private ReadOnlyMemory<byte> WriteJson<T>(T payload)
    {
        var (buffer, json) = _writer.Value;
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        JsonSerializer.Serialize(json, payload, (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T)));
        json.Flush();
        return buffer.WrittenMemory;
    }
}
