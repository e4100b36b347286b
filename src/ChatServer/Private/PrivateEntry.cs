namespace ChatServer.Private;

/// <summary>A private message as it is kept.</summary>
/// <param name="Offset">Its place in the conversation.</param>
/// <param name="Timestamp">When it was said, milliseconds since 1970.</param>
/// <param name="From">Who said it.</param>
/// <param name="To">To whom.</param>
/// <param name="Sender">The name of who said it.</param>
/// <param name="Recipient">The name of the other.</param>
/// <param name="Message">The text; in a list of conversations its beginning.</param>
/// <param name="Key">The <c>idempotency-key</c> of the SEND it came from; null when that had none.</param>
public sealed record PrivateEntry(long Offset, long Timestamp, string From, string To, string Sender, string Recipient, string? Message, string? Key);
