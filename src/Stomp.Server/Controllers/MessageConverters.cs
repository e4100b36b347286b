using System.Collections.Concurrent;
using System.IO.Enumeration;
using Microsoft.Extensions.Options;

namespace Stomp.Server.Controllers;

/// <summary>All converters of the application, the most wanted first.</summary>
internal sealed class MessageConverters
{
    private readonly ConcurrentDictionary<Type, IMessageConverter[]> _byType = new();
    private readonly IMessageConverter[] _all;

    public MessageConverters(IEnumerable<IMessageConverter> own, IOptions<StompOptions> options)
    {
        Own = [.. own];
        Json = new(options.Value.Json);
        _all = [.. Own, Json, new TextMessageConverter(), new BytesMessageConverter()];
    }

    /// <summary>Those that the application has added.</summary>
    public IMessageConverter[] Own { get; }

    public JsonMessageConverter Json { get; }

    /// <summary>Those that convert a type.</summary>
    public IMessageConverter[] For(Type type) =>
        _byType.GetOrAdd(type, static (wanted, all) => Array.FindAll(all, converter => converter.CanConvert(wanted)), _all);

    /// <summary>The first that speaks the content type; null when none does.</summary>
    public static IMessageConverter? Select(ReadOnlySpan<IMessageConverter> candidates, string contentType)
    {
        foreach (var converter in candidates)
        {
            foreach (var mediaType in converter.MediaTypes)
            {
                if (IsOf(contentType, mediaType)) return converter;
            }
        }

        return null;
    }

    /// <summary>Whether a content type, its parameters aside, is of a media type, in which <c>*</c> stands for any characters.</summary>
    public static bool IsOf(ReadOnlySpan<char> contentType, string mediaType)
    {
        var semicolon = contentType.IndexOf(';');
        if (semicolon >= 0) contentType = contentType[..semicolon];
        contentType = contentType.Trim();
        return contentType.Equals(mediaType, StringComparison.OrdinalIgnoreCase) || FileSystemName.MatchesSimpleExpression(mediaType, contentType);
    }
}
