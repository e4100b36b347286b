namespace Stomp.Server.Broker.Selectors;

/// <summary>A header where a number is wanted: unknown unless it is written as one.</summary>
internal sealed class HeaderNumber(HeaderReference header) : NumericExpression
{
    public override Number? Evaluate(in SelectorMessage message) => Number.OfHeader(header.Read(message));
}
