namespace ChatServer.Private;

/// <summary>What one member said to another.</summary>
/// <param name="From">Who.</param>
/// <param name="To">To whom.</param>
/// <param name="Sender">The name of who said it.</param>
/// <param name="Recipient">The name of the other.</param>
/// <param name="Message">The text.</param>
public sealed record PrivateMessage(string From, string To, string Sender, string Recipient, string Message);
