using System.Buffers;
using System.Globalization;
using System.Text.Unicode;
using Stomp.Server.Broker;
using Stomp.Server.Log;
using Stomp.Server.Sessions;

namespace Stomp.Server.Relay;

/// <summary>Messages of ours as SEND frames to a broker, and its MESSAGE frames as messages of ours.</summary>
internal static class RelayMessages
{
    private const string MessageId = BrokerDialect.Wrapped + StompHeaderNames.MessageId;
    private const string LoggedAt = BrokerDialect.Wrapped + "logged-at";
    private const string KeptOnly = BrokerDialect.Wrapped + "kept-only";
    private const string ReplyTo = TemporaryQueues.ReplyTo;

    /// <summary>The SEND of a message, which borrows its body.</summary>
    /// <exception cref="MessageRejectedException">The broker can have no such destination.</exception>
    public static StompFrame ToSend(in BrokerMessage message, string messageId, BrokerDialect dialect)
    {
        var headers = new StompHeaders(6 + (message.Headers?.Count ?? 0));
        headers.Add(StompHeaderNames.Destination, dialect.ToBroker(message.Destination));
        if (message.ContentType is { } contentType) headers.Add(StompHeaderNames.ContentType, contentType);
        // Every node gives it the same id.
        headers.Add(MessageId, messageId);
        if (message.Stamp is { } stamp)
        {
            headers.Add(StreamHeaders.Offset, stamp.Offset.ToString(CultureInfo.InvariantCulture));
            headers.Add(StreamHeaders.Epoch, stamp.Epoch);
            headers.Add(LoggedAt, stamp.Timestamp.ToString(CultureInfo.InvariantCulture));
            if (stamp.IsKeptOnly) headers.Add(KeptOnly, "true");
        }

        if (message.Headers is not null)
        {
            foreach (ref readonly var header in message.Headers.AsSpan()) Add(headers, header.Key, header.Value, dialect);
        }

        return new(StompCommand.Send, headers, message.Body);
    }

    /// <summary>The message of a MESSAGE, which borrows its body.</summary>
    /// <param name="frame">The MESSAGE.</param>
    /// <param name="destination">Where it was sent, by our name.</param>
    /// <param name="dialect">The broker's.</param>
    /// <param name="messageId">The id that its sender gave it; null when its sender is none of us.</param>
    public static BrokerMessage FromMessage(StompFrame frame, string destination, BrokerDialect dialect, out string? messageId)
    {
        messageId = frame.Headers[MessageId];
        StompHeaders? headers = null;
        foreach (ref readonly var header in frame.Headers.AsSpan())
        {
            if (header.Key is MessageId or StreamHeaders.Offset or StreamHeaders.Epoch or LoggedAt or KeptOnly) continue;
            if (!IsOfFrame(header.Key) && !dialect.IsAdded(header.Key, header.Value))
            {
                headers ??= new(4);
                if (header.Key == ReplyTo) headers.Add(ReplyTo, dialect.FromBroker(header.Value));
                else headers.Add(Unwrap(header.Key), header.Value);
            }
        }

        var message = new BrokerMessage(destination, frame.Headers[StompHeaderNames.ContentType], headers, frame.Body, IsUtf8(frame.Body));
        // What is logged is kept for those who catch up.
        return StampOf(frame, messageId) is { } stamp ? message with { Body = new(frame.Body.ToArray()), Stamp = stamp } : message;
    }

    private static void Add(StompHeaders headers, string name, string value, BrokerDialect dialect)
    {
        if (IsOfFrame(name) || !StompWriter.CanWrite(StompCommand.Send, name, value, StompVersion.V12)) return;
        var mustWrap = name.StartsWith(BrokerDialect.Wrapped, StringComparison.Ordinal) || dialect.MustWrap(name, value);
        if (name == ReplyTo && !value.StartsWith(TemporaryQueues.Prefix, StringComparison.Ordinal))
        {
            // What is no address means nothing to the broker, either.
            mustWrap = !BrokerDialect.IsMapped(value);
            if (!mustWrap) value = dialect.ToBroker(value);
        }

        if (mustWrap) name = BrokerDialect.Wrapped + name;
        headers.Add(name, value);
    }

    private static LogStamp? StampOf(StompFrame frame, string? messageId)
    {
        var headers = frame.Headers;
        if (messageId is null || headers[StreamHeaders.Epoch] is not { } epoch) return null;
        return long.TryParse(headers[StreamHeaders.Offset], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            && long.TryParse(headers[LoggedAt], NumberStyles.None, CultureInfo.InvariantCulture, out var loggedAt)
            ? new(offset, loggedAt, epoch, messageId) { IsKeptOnly = headers[KeptOnly] is not null }
            : null;
    }

    private static string Unwrap(string name) =>
        name.StartsWith(BrokerDialect.Wrapped, StringComparison.Ordinal) ? name[BrokerDialect.Wrapped.Length..] : name;

    /// <summary>Headers that speak of the frame, not of the message.</summary>
    private static bool IsOfFrame(string name) => name is StompHeaderNames.Destination or StompHeaderNames.ContentType or StompHeaderNames.ContentLength
        or StompHeaderNames.MessageId or StompHeaderNames.Subscription or StompHeaderNames.Receipt or StompHeaderNames.Transaction or StompHeaderNames.Ack
        or "redelivered";

    private static bool IsUtf8(in ReadOnlySequence<byte> body) => body.IsSingleSegment ? Utf8.IsValid(body.FirstSpan) : Utf8.IsValid(body.ToArray());
}
