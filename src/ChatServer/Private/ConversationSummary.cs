namespace ChatServer.Private;

/// <summary>A conversation in the list of one of the two.</summary>
/// <param name="With">The other.</param>
/// <param name="Name">The other's name.</param>
/// <param name="LastOffset">The offset of the last message.</param>
/// <param name="Last">The last message; null when none is kept any more.</param>
public sealed record ConversationSummary(string With, string Name, long LastOffset, PrivateEntry? Last);
