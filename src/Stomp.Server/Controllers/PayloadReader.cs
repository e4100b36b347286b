using System.Text.Json.Serialization.Metadata;

namespace Stomp.Server.Controllers;

/// <summary>Makes what a method's parameter wants of a message's body, by its content type.</summary>
/// <param name="converters">All converters.</param>
/// <param name="validation">The rules that the payload has to keep; null for none.</param>
/// <param name="isRequired">Whether a message without a body is refused.</param>
/// <param name="missing">What stands for a body that is missing.</param>
internal sealed class PayloadReader<T>(MessageConverters converters, PayloadValidation? validation, bool isRequired, T? missing)
{
    private readonly IMessageConverter[] _candidates = converters.For(typeof(T));
    private readonly JsonTypeInfo<T>? _json = converters.Json.CanConvert(typeof(T)) ? converters.Json.ContractOf<T>() : null;

    /// <exception cref="MessageRejectedException">The body is not what is wanted.</exception>
    public T? Read(ControllerInvocation invocation)
    {
        var frame = invocation.Frame;
        if (frame.Body.IsEmpty)
        {
            if (!isRequired) return missing;
            if (typeof(T) != typeof(string) && typeof(T) != typeof(byte[]))
                throw new MessageRejectedException("The message has no body; one is expected here.");
        }

        var payload = Convert(frame);
        if (payload is null) return isRequired ? throw new MessageRejectedException("The body is 'null'; an object is expected.") : missing;
        validation?.Check(payload, invocation.Services);
        return payload;
    }

    private T? Convert(StompFrame frame)
    {
        var contentType = frame.Headers[StompHeaderNames.ContentType];
        var converter = contentType is null ? Default : MessageConverters.Select(_candidates, contentType);
        if (converter is null && _json is not null && SaysNothing(contentType)) converter = converters.Json;
        // Around the converter's generic method, which the runtime has to look up.
        if (ReferenceEquals(converter, converters.Json)) return converters.Json.Read(frame.Body, _json!);
        if (converter is not null) return converter.Read<T>(frame.Body, contentType);
        throw new MessageRejectedException($"A body of type '{contentType}' is not understood here.", "urn:stomp:unsupported-content-type");
    }

    // Client libraries set these by themselves, whatever the body is; an object can only be meant as JSON then.
    private static bool SaysNothing(ReadOnlySpan<char> contentType)
    {
        var end = contentType.IndexOf(';');
        var type = (end < 0 ? contentType : contentType[..end]).Trim();
        return type.Equals("text/plain", StringComparison.OrdinalIgnoreCase) || type.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase);
    }

    // No content type is JSON for objects, text for strings and bytes for bytes.
    private IMessageConverter Default => _json is not null ? converters.Json : _candidates[^1];
}
