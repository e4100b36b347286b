namespace Stomp.Server.Broker.Selectors;

/// <summary>
/// The selector of a subscription: a condition on the headers of messages in the language of JMS, parsed once, shared by threads.
/// </summary>
internal sealed class Selector
{
    /// <summary>Far above what people write; a limit of time, since each message is evaluated for each subscription.</summary>
    public const int MaxLength = 4096;

    private readonly Condition _condition;

    private Selector(string text, Condition condition) => (Text, _condition) = (text, condition);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <exception cref="StompProtocolException">The text is no selector.</exception>
    public static Selector Parse(string text) => text.Length <= MaxLength
        ? new(text, new SelectorParser(text).Parse())
        : throw SelectorFault.OverLimit($"it has {text.Length} characters, a selector has at most {MaxLength}", "the longest selector");

    /// <summary>Whether the condition is true: what is unknown is no match.</summary>
    public bool Matches(in SelectorMessage message) => _condition.Evaluate(message) == true;
}
