namespace Stomp.Server.Log;

/// <summary>The headers by which clients and the log speak of offsets (docs/message-log.md).</summary>
internal static class StreamHeaders
{
    public const string Offset = "x-stream-offset";
    public const string Epoch = "x-stream-epoch";
    public const string History = "x-stream-history";
    public const string Recovered = "recovered";
    public const string Timestamp = "timestamp";
    public const string IdempotencyKey = "idempotency-key";
}
