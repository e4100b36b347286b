using System.Buffers;

namespace Stomp.Server.Broker;

/// <summary>
/// Writes the MESSAGE frames of one message. What subscribers share is written once; only the subscription's id is put between
/// for each group. One for each thread, used from <see cref="Begin"/> to the end of the fan-out.
/// </summary>
internal sealed class MessageEncoder
{
    [ThreadStatic]
    private static MessageEncoder? _ofThread;

    private readonly ArrayBufferWriter<byte> _front = new(256);
    private readonly ArrayBufferWriter<byte> _back = new(1024);
    private readonly ArrayBufferWriter<byte> _id = new(64);
    private BrokerMessage _message;
    private string _messageId = "";
    private StompVersion? _version;
    private string? _shownDestination;

    /// <summary>This thread's encoder, ready for a message.</summary>
    public static MessageEncoder Begin(in BrokerMessage message, string messageId)
    {
        var encoder = _ofThread ??= new();
        encoder._message = message;
        encoder._messageId = messageId;
        encoder._version = null;
        return encoder;
    }

    /// <summary>The frame for the subscribers of one group; null when their version has no way to write the destination.</summary>
    public EncodedFrame? Encode(in GroupKey group)
    {
        if (group.ShownDestination is null && !CanWrite(StompHeaderNames.Destination, _message.Destination, group.Version)) return null;
        if (_version != group.Version || !ReferenceEquals(_shownDestination, group.ShownDestination))
            WriteShared(group.Version, group.ShownDestination);

        _id.ResetWrittenCount();
        StompWriter.WriteHeader(_id, StompCommand.Message, StompHeaderNames.Subscription, group.SubscriptionId, group.Version);
        var length = _front.WrittenCount + _id.WrittenCount + _back.WrittenCount;
        var frame = EncodedFrame.Allocate(length, _message.IsText, out var target);
        _front.WrittenSpan.CopyTo(target);
        _id.WrittenSpan.CopyTo(target[_front.WrittenCount..]);
        _back.WrittenSpan.CopyTo(target[(_front.WrittenCount + _id.WrittenCount)..]);
        return frame;
    }

    /// <summary>Lets go of the message, which is only borrowed.</summary>
    public void End() => _message = default;

    private void WriteShared(StompVersion version, string? shownDestination)
    {
        _version = version;
        _shownDestination = shownDestination;
        _front.ResetWrittenCount();
        _back.ResetWrittenCount();

        StompWriter.WriteCommand(_front, StompCommand.Message);
        Write(_front, StompHeaderNames.Destination, shownDestination ?? _message.Destination, version);
        if (_message.ContentType is { } contentType && CanWrite(StompHeaderNames.ContentType, contentType, version))
            Write(_front, StompHeaderNames.ContentType, contentType, version);

        Write(_back, StompHeaderNames.MessageId, _messageId, version);
        StompWriter.WriteContentLength(_back, _message.Body.Length);
        if (_message.Headers is { } headers)
        {
            foreach (ref readonly var header in headers.AsSpan())
            {
                // What a version cannot carry is left out for its subscribers (docs/protocol.md).
                if (!IsOurs(header.Key) && CanWrite(header.Key, header.Value, version))
                    Write(_back, header.Key, header.Value, version);
            }
        }

        _back.Write("\n"u8);
        foreach (var segment in _message.Body) _back.Write(segment.Span);
        _back.Write("\0"u8);
    }

    private static bool CanWrite(string name, string value, StompVersion version) =>
        StompWriter.CanWrite(StompCommand.Message, name, value, version);

    private static void Write(ArrayBufferWriter<byte> output, string name, string value, StompVersion version) =>
        StompWriter.WriteHeader(output, StompCommand.Message, name, value, version);

    /// <summary>Headers that the server writes itself, or that speak of the sender's own frame.</summary>
    private static bool IsOurs(string name) => name is StompHeaderNames.Destination or StompHeaderNames.ContentType
        or StompHeaderNames.ContentLength or StompHeaderNames.Subscription or StompHeaderNames.MessageId or StompHeaderNames.Ack
        or StompHeaderNames.Receipt or StompHeaderNames.Transaction or StompHeaderNames.Login or StompHeaderNames.Passcode;
}
