namespace Stomp.Server;

/// <summary>A message as the log keeps it.</summary>
/// <param name="Offset">Its place at its destination: 1, 2, 3 and so on, without holes.</param>
/// <param name="Timestamp">When the log took it, in whole milliseconds.</param>
/// <param name="MessageId">Its <c>message-id</c>.</param>
/// <param name="ContentType">Its content type, or null.</param>
/// <param name="Headers">Its further headers, or null.</param>
/// <param name="Body">Its body.</param>
/// <param name="IsText">Whether the body is UTF-8.</param>
public sealed record LoggedMessage(
    long Offset, DateTimeOffset Timestamp, string MessageId, string? ContentType, StompHeaders? Headers, ReadOnlyMemory<byte> Body, bool IsText);
