using System.Buffers;

namespace Stomp.Server;

/// <summary>
/// Makes objects of bodies, and bodies of objects, for some content types. Add it with <see cref="StompBuilder.AddMessageConverter{TConverter}"/>;
/// the application's converters are asked before those for JSON, text and bytes. It is a singleton and is called by many threads.
/// </summary>
public interface IMessageConverter
{
    /// <summary>The media types it converts, without parameters, such as <c>application/x-protobuf</c>; <c>*</c> stands for any characters.</summary>
    IReadOnlyList<string> MediaTypes { get; }

    /// <summary>Whether it converts objects of the type.</summary>
    bool CanConvert(Type type);

    /// <summary>Makes an object of a body.</summary>
    /// <param name="body">The body, which is only borrowed.</param>
    /// <param name="contentType">The frame's <c>content-type</c>; null when it has none and nothing else can convert the type.</param>
    /// <exception cref="MessageRejectedException">The body is none of the type; the sender is told.</exception>
    T? Read<T>(ReadOnlySequence<byte> body, string? contentType);

    /// <summary>Makes a body of an object.</summary>
    /// <param name="output">Takes the body.</param>
    /// <param name="payload">The object.</param>
    /// <param name="contentType">The <c>content-type</c> that was asked for.</param>
    void Write<T>(IBufferWriter<byte> output, T payload, string contentType);
}
