namespace Stomp;

/// <summary>The headers that STOMP 1.0 to 1.2 define, and those of RabbitMQ and ActiveMQ that are understood here.</summary>
public static class StompHeaderNames
{
#pragma warning disable CS1591 // Each is documented by the specification under the name it stands for.
    public const string AcceptVersion = "accept-version";
    public const string Ack = "ack";
    public const string ContentLength = "content-length";
    public const string ContentType = "content-type";
    public const string Destination = "destination";
    public const string HeartBeat = "heart-beat";
    public const string Host = "host";
    public const string Id = "id";
    public const string Login = "login";
    public const string Message = "message";
    public const string MessageId = "message-id";
    public const string Passcode = "passcode";
    public const string Receipt = "receipt";
    public const string ReceiptId = "receipt-id";
    public const string Server = "server";
    public const string Session = "session";
    public const string Subscription = "subscription";
    public const string Transaction = "transaction";
    public const string Version = "version";
#pragma warning restore CS1591

    /// <summary>The shared string of a name seen often, so that it is not allocated for each frame; else null.</summary>
    internal static string? Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => Id,
        3 when name.SequenceEqual("ack"u8) => Ack,
        7 when name.SequenceEqual("receipt"u8) => Receipt,
        10 when name.SequenceEqual("message-id"u8) => MessageId,
        10 when name.SequenceEqual("receipt-id"u8) => ReceiptId,
        11 when name.SequenceEqual("destination"u8) => Destination,
        11 when name.SequenceEqual("transaction"u8) => Transaction,
        12 when name.SequenceEqual("content-type"u8) => ContentType,
        12 when name.SequenceEqual("subscription"u8) => Subscription,
        14 when name.SequenceEqual("content-length"u8) => ContentLength,
        _ => null,
    };
}
