namespace Stomp.Server;

/// <summary>A message that the log hands to its store, which gives it an offset.</summary>
public sealed class LogEntry
{
    /// <summary>Where it was sent.</summary>
    public required string Destination { get; init; }

    /// <summary>Its <c>message-id</c>.</summary>
    public required string MessageId { get; init; }

    /// <summary>Its content type, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>Its further headers, or null.</summary>
    public StompHeaders? Headers { get; init; }

    /// <summary>Its body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the body is UTF-8.</summary>
    public bool IsText { get; init; }

    /// <summary>When the log took it, in whole milliseconds.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>16 bytes that tell a repeat from another message; empty when it has no key.</summary>
    public ReadOnlyMemory<byte> DeduplicationKey { get; init; }

    /// <summary>Its offset at its destination: 1 and up. Set by the store.</summary>
    public long Offset { get; set; }

    /// <summary>Whether a message with the same key is kept already, and this one is not. Set by the store.</summary>
    public bool IsRepeat { get; set; }
}
