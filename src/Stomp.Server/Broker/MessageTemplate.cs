using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.Extensions.Options;
using Stomp.Server.Sessions;

namespace Stomp.Server.Broker;

/// <summary>Encodes payloads and hands them to the broker.</summary>
internal sealed class MessageTemplate(InMemoryBroker broker, Destinations destinations, SessionRegistry registry, IOptions<StompOptions> options)
    : IMessageTemplate, IDisposable
{
    private readonly JsonSerializerOptions _options = options.Value.Json;
    private readonly ThreadLocal<(ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)> _writer = new(() =>
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        return (buffer, new(buffer, new JsonWriterOptions { Encoder = options.Value.Json.Encoder, SkipValidation = true }));
    });

    public ValueTask SendAsync<T>(string destination, T payload, MessageOptions? options = null, CancellationToken cancellationToken = default)
    {
        Check(destination);
        var message = Encode(destination, payload, options);
        return broker.Publish(message)?.WaitForRoomAsync(MessageRouter.PublisherStall, cancellationToken) ?? default;
    }

    public ValueTask SendToUserAsync<T>(string user, string destination, T payload, MessageOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        Check(destination);
        var message = Encode(destination, payload, options);
        Outbox? behind = null;
        foreach (var session in registry.Find(user))
            behind = broker.Publish(message with { Destination = destinations.ForSession(session.Id, destination) }) ?? behind;
        return behind?.WaitForRoomAsync(MessageRouter.PublisherStall, cancellationToken) ?? default;
    }

    public void Dispose() => _writer.Dispose();

    private void Check(string destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (!destinations.IsOfBroker(destination) || DestinationPattern.IsPattern(destination) || destination.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException($"'{destination}' is no destination of the broker (see StompOptions.BrokerPrefixes).", nameof(destination));
    }

    /// <summary>The message borrows this thread's buffer: it has to be published before anything else is encoded.</summary>
    private BrokerMessage Encode<T>(string destination, T payload, MessageOptions? options)
    {
        var (body, contentType, isText) = payload switch
        {
            string text => (Encoding.UTF8.GetBytes(text), "text/plain;charset=utf-8", true),
            byte[] bytes => (bytes.AsMemory(), "application/octet-stream", Utf8.IsValid(bytes)),
            ReadOnlyMemory<byte> bytes => (bytes, "application/octet-stream", Utf8.IsValid(bytes.Span)),
            _ => (WriteJson(payload), "application/json", true),
        };
        return new(destination, options?.ContentType ?? contentType, options?.Headers, new ReadOnlySequence<byte>(body), isText);
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
