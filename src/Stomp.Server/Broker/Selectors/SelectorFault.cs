namespace Stomp.Server.Broker.Selectors;

/// <summary>Makes the fault of an expression that is none.</summary>
internal static class SelectorFault
{
    private const string Rule = "JMS 2.0, 3.8.1 Message Selector";

    /// <param name="position">The index of the character in fault; people count from 1.</param>
    /// <param name="fault">What was expected.</param>
    public static StompProtocolException At(int position, string fault) =>
        new("SUBSCRIBE", "selector", $"at character {position + 1}: {fault}", Rule);

    public static StompProtocolException OverLimit(string fault, string limit) => new("SUBSCRIBE", "selector", fault, limit);
}
