using System.Buffers;
using System.Globalization;
using Stomp.Server.Log;

namespace Stomp.Server.Broker;

/// <summary>
/// Writes the MESSAGE frames of one message. What subscribers share is written once; only the subscription's id is put between
/// for each group. One for each thread, used from <see cref="Begin"/> to the end of the fan-out.
/// </summary>
internal sealed class MessageEncoder
{
    private const string RedeliveredHeader = "redelivered";
    private const string DroppedHeader = "dropped";

    [ThreadStatic]
    private static MessageEncoder? _ofThread;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _alone;

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
        if (!CanShow(_message, group.ShownDestination, group.Version)) return null;
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

    /// <summary>
    /// The frame of a message for one subscriber alone: it carries what only that one is to know.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="messageId">Its id.</param>
    /// <param name="subscription">The subscriber.</param>
    /// <param name="ackId">The <c>ack</c> header, where it has to acknowledge; else null.</param>
    /// <param name="isRedelivered">Whether the message has been given out before.</param>
    /// <param name="dropped">How many messages it has lost before this one.</param>
    public static EncodedFrame EncodeDelivery(in BrokerMessage message, string messageId, Subscription subscription, string? ackId,
        bool isRedelivered = false, int dropped = 0)
    {
        var output = _alone ??= new(1024);
        output.ResetWrittenCount();
        var version = subscription.Version;
        StompWriter.WriteCommand(output, StompCommand.Message);
        WriteDestination(output, message, subscription.ShownDestination, version);
        Write(output, StompHeaderNames.Subscription, subscription.Id, version);
        Write(output, StompHeaderNames.MessageId, messageId, version);
        StompWriter.WriteContentLength(output, message.Body.Length);
        if (ackId is not null) Write(output, StompHeaderNames.Ack, ackId, version);
        if (isRedelivered) Write(output, RedeliveredHeader, "true", version);
        if (dropped > 0) Write(output, DroppedHeader, dropped.ToString(CultureInfo.InvariantCulture), version);
        WriteStamp(output, message, version);
        WriteSendersHeaders(output, message, version);
        WriteBody(output, message);
        return EncodedFrame.Create(output.WrittenSpan, message.IsText);
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
        WriteDestination(_front, _message, shownDestination, version);
        Write(_back, StompHeaderNames.MessageId, _messageId, version);
        StompWriter.WriteContentLength(_back, _message.Body.Length);
        WriteStamp(_back, _message, version);
        WriteSendersHeaders(_back, _message, version);
        WriteBody(_back, _message);
    }

    private static void WriteDestination(ArrayBufferWriter<byte> output, in BrokerMessage message, string? shownDestination, StompVersion version)
    {
        Write(output, StompHeaderNames.Destination, shownDestination ?? message.Destination, version);
        if (message.ContentType is { } contentType && CanWrite(StompHeaderNames.ContentType, contentType, version))
            Write(output, StompHeaderNames.ContentType, contentType, version);
    }

    private static void WriteStamp(ArrayBufferWriter<byte> output, in BrokerMessage message, StompVersion version)
    {
        if (message.Stamp is not { } stamp) return;
        WriteNumber(output, "x-stream-offset:"u8, stamp.Offset);
        Write(output, StreamHeaders.Epoch, stamp.Epoch, version);
        WriteNumber(output, "timestamp:"u8, stamp.Timestamp);
        if (stamp.Recovered is { } recovered) Write(output, StreamHeaders.Recovered, recovered ? "true" : "false", version);
    }

    private static void WriteNumber(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> name, long value)
    {
        output.Write(name);
        value.TryFormat(output.GetSpan(20), out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
        output.Write("\n"u8);
    }

    private static void WriteSendersHeaders(ArrayBufferWriter<byte> output, in BrokerMessage message, StompVersion version)
    {
        if (message.Headers is not { } headers) return;
        foreach (ref readonly var header in headers.AsSpan())
        {
            // What a version cannot carry is left out for its subscribers (docs/protocol.md).
            if (IsWritten(header.Key, message.Stamp is not null) && CanWrite(header.Key, header.Value, version))
                Write(output, header.Key, header.Value, version);
        }
    }

    private static void WriteBody(ArrayBufferWriter<byte> output, in BrokerMessage message)
    {
        output.Write("\n"u8);
        foreach (var segment in message.Body) output.Write(segment.Span);
        output.Write("\0"u8);
    }

    /// <summary>Whether a version has a way to write the destination: 1.0 has none for a line feed, which a pattern may match.</summary>
    public static bool CanShow(in BrokerMessage message, string? shownDestination, StompVersion version) =>
        shownDestination is not null || CanWrite(StompHeaderNames.Destination, message.Destination, version);

    private static bool CanWrite(string name, string value, StompVersion version) =>
        StompWriter.CanWrite(StompCommand.Message, name, value, version);

    private static void Write(ArrayBufferWriter<byte> output, string name, string value, StompVersion version) =>
        StompWriter.WriteHeader(output, StompCommand.Message, name, value, version);

    // Where a message is not logged itself, the application may say where it is: private messages are kept in one log and sent to several users.
    private static bool IsWritten(string name, bool isLogged) => isLogged
        ? !IsOurs(name) && name != StreamHeaders.Timestamp
        : !IsOurs(name) || name is StreamHeaders.Offset or StreamHeaders.Epoch;

    /// <summary>Headers that the server writes itself, or that speak of the sender's own frame.</summary>
    public static bool IsOurs(string name) => name is StompHeaderNames.Destination or StompHeaderNames.ContentType
        or StompHeaderNames.ContentLength or StompHeaderNames.Subscription or StompHeaderNames.MessageId or StompHeaderNames.Ack
        or RedeliveredHeader or DroppedHeader or StreamHeaders.Offset or StreamHeaders.Epoch or StreamHeaders.Recovered or StompHeaderNames.Receipt or StompHeaderNames.Transaction or StompHeaderNames.Login or StompHeaderNames.Passcode;
}
