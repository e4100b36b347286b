using System.Buffers;
using System.Text.Json;
using Stomp.Server.Broker;

namespace Stomp.Server.Cluster;

/// <summary>A message between nodes as bytes: a line of JSON, and behind it, in a delivery, the frame that is delivered.</summary>
internal static class NodeWire
{
    private static readonly StompLimits NoLimits = new()
    {
        MaxFrameBytes = int.MaxValue,
        MaxBodyBytes = int.MaxValue,
        MaxHeaders = int.MaxValue,
        MaxHeaderLineBytes = int.MaxValue,
    };

    public static byte[] Write(NodeMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, NodeJson.Default.NodeMessage);

    public static ReadOnlyMemory<byte> Write(NodeDelivery delivery, in BrokerMessage message)
    {
        var output = new ArrayBufferWriter<byte>(512 + (int)message.Body.Length);
        using (var json = new Utf8JsonWriter(output)) JsonSerializer.Serialize(json, delivery, NodeJson.Default.NodeMessage);
        output.Write("\n"u8);
        var headers = new StompHeaders(2 + (message.Headers?.Count ?? 0));
        headers.Add(StompHeaderNames.Destination, message.Destination);
        if (message.ContentType is not null) headers.Add(StompHeaderNames.ContentType, message.ContentType);
        foreach (var (name, value) in message.Headers ?? [])
        {
            if (StompWriter.CanWrite(StompCommand.Send, name, value, StompVersion.V12)) headers.Add(name, value);
        }

        StompWriter.Write(output, new StompFrame(StompCommand.Send, headers, message.Body), StompVersion.V12);
        return output.WrittenMemory;
    }

    /// <exception cref="JsonException">It is none.</exception>
    public static NodeMessage Read(ReadOnlyMemory<byte> message, out ReadOnlyMemory<byte> frame)
    {
        // JSON has its own line ends escaped.
        var end = message.Span.IndexOf((byte)'\n');
        frame = end < 0 ? default : message[(end + 1)..];
        return JsonSerializer.Deserialize(end < 0 ? message.Span : message.Span[..end], NodeJson.Default.NodeMessage)
            ?? throw new JsonException("A message between nodes is an object.");
    }

    /// <exception cref="StompProtocolException">It is none.</exception>
    public static BrokerMessage ReadFrame(ReadOnlyMemory<byte> frame, bool isText)
    {
        var buffer = new ReadOnlySequence<byte>(frame);
        if (!new StompParser(NoLimits).TryParse(ref buffer, out var send)) throw new StompProtocolException("SEND", null, "a delivery between nodes is a whole frame", "STOMP 1.2, STOMP Frames");
        var headers = new StompHeaders(send.Headers.Count);
        foreach (var (name, value) in send.Headers)
        {
            if (name is not (StompHeaderNames.Destination or StompHeaderNames.ContentType or StompHeaderNames.ContentLength)) headers.Add(name, value);
        }

        return new(send.RequireHeader(StompHeaderNames.Destination, "STOMP 1.2, SEND"), send.Headers[StompHeaderNames.ContentType],
            headers.Count > 0 ? headers : null, send.Body, isText);
    }
}
