using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Stomp.Server.Controllers;

/// <summary>Makes what a method's parameter wants of a message's body: text, bytes, or an object from JSON.</summary>
internal sealed class PayloadReader<T>(JsonSerializerOptions options)
{
    // Types that are no JSON need no contract for it.
    private readonly JsonTypeInfo<T>? _json = typeof(T) == typeof(string) || typeof(T) == typeof(byte[])
        ? null
        : (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    /// <exception cref="MessageRejectedException">The body is not what is wanted.</exception>
    public T Read(ControllerInvocation invocation)
    {
        var frame = invocation.Frame;
        if (typeof(T) == typeof(string)) return (T)(object)frame.GetBodyText();
        if (typeof(T) == typeof(byte[])) return (T)(object)frame.Body.ToArray();
        if (frame.Body.IsEmpty) throw new MessageRejectedException("The message has no body; JSON is expected.");

        try
        {
            var reader = new Utf8JsonReader(frame.Body, new JsonReaderOptions
            {
                MaxDepth = options.MaxDepth,
                CommentHandling = options.ReadCommentHandling,
                AllowTrailingCommas = options.AllowTrailingCommas,
            });
            var payload = JsonSerializer.Deserialize(ref reader, _json!);
            reader.Read();
            return payload ?? throw new MessageRejectedException("The body is 'null'; a JSON object is expected.");
        }
        catch (JsonException e)
        {
            // The exception's own text names types of the program, so only its position is passed on.
            throw new MessageRejectedException(string.Create(CultureInfo.InvariantCulture,
                $"The body is not the JSON expected here: at {e.Path ?? "$"}, line {(e.LineNumber ?? 0) + 1}, byte {e.BytePositionInLine ?? 0}."));
        }
    }
}
