namespace Stomp.Server.Broker.Selectors;

/// <summary>A header where a condition is wanted: unknown unless it is the word <c>true</c> or <c>false</c>.</summary>
internal sealed class HeaderTruth(HeaderReference header) : Condition
{
    public override bool? Evaluate(in SelectorMessage message)
    {
        var value = header.Read(message);
        if (string.Equals(value, "true", StringComparison.OrdinalIgnoreCase)) return true;
        return string.Equals(value, "false", StringComparison.OrdinalIgnoreCase) ? false : null;
    }
}
