using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Stomp.Server.Controllers;

/// <summary>JSON, by System.Text.Json; contracts made when the program is built are used if the options name them.</summary>
internal sealed class JsonMessageConverter(JsonSerializerOptions options) : IMessageConverter
{
    public IReadOnlyList<string> MediaTypes { get; } = ["application/json", "application/*+json", "text/json"];

    public bool CanConvert(Type type) => FaultOf(type) is null;

    /// <summary>Why a type is no JSON; null when it is.</summary>
    public string? FaultOf(Type type)
    {
        if (type == typeof(string) || type == typeof(byte[]) || type == typeof(ReadOnlyMemory<byte>)) return "it travels as it is";
        if (type.IsByRefLike || type.IsPointer || typeof(Delegate).IsAssignableFrom(type)) return "no such object can be made";
        try
        {
            options.GetTypeInfo(type);
            return null;
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException)
        {
            return e.Message;
        }
    }

    public JsonTypeInfo<T> ContractOf<T>() => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    public T? Read<T>(ReadOnlySequence<byte> body, string? contentType) => Read(body, ContractOf<T>());

    /// <exception cref="MessageRejectedException">The body is not the JSON expected.</exception>
    public T? Read<T>(in ReadOnlySequence<byte> body, JsonTypeInfo<T> contract)
    {
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions
            {
                MaxDepth = options.MaxDepth,
                CommentHandling = options.ReadCommentHandling,
                AllowTrailingCommas = options.AllowTrailingCommas,
            });
            var payload = JsonSerializer.Deserialize(ref reader, contract);
            reader.Read();
            return payload;
        }
        catch (JsonException e)
        {
            // The exception's own text names types of the program, so only its position is passed on.
            throw new MessageRejectedException(string.Create(CultureInfo.InvariantCulture,
                $"The body is not the JSON expected here: at {e.Path ?? "$"}, line {(e.LineNumber ?? 0) + 1}, byte {e.BytePositionInLine ?? 0}."));
        }
    }

    public void Write<T>(IBufferWriter<byte> output, T payload, string contentType)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = options.Encoder, SkipValidation = true });
        JsonSerializer.Serialize(json, payload, ContractOf<T>());
    }
}
