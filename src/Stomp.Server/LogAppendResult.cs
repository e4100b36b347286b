namespace Stomp.Server;

/// <summary>What became of a message that was given to the log.</summary>
/// <param name="Offset">Its offset at its destination.</param>
/// <param name="Timestamp">When the log took it.</param>
/// <param name="IsRepeat">Whether it was kept before, under the same <c>idempotency-key</c>, and is not kept again.</param>
public readonly record struct LogAppendResult(long Offset, DateTimeOffset Timestamp, bool IsRepeat);
