namespace Stomp.Server.Broker.Selectors;

/// <summary>A header IN a list of numbers, which JMS does not have: its headers with numbers would be unreachable here.</summary>
internal sealed class NumericList(HeaderReference header, Number[] values) : Condition
{
    public override bool? Evaluate(in SelectorMessage message)
    {
        if (Number.OfHeader(header.Read(message)) is not { } number) return null;
        foreach (ref readonly var value in values.AsSpan())
        {
            if (Number.Compare(number, value) == 0) return true;
        }

        return false;
    }
}
