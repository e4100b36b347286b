namespace Stomp.Server.Broker.Selectors;

/// <param name="Kind">What it is.</param>
/// <param name="Position">The index of its first character in the expression.</param>
/// <param name="Length">How many characters of the expression it is.</param>
internal readonly record struct Token(TokenKind Kind, int Position, int Length);
