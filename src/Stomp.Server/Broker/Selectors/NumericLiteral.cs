namespace Stomp.Server.Broker.Selectors;

internal sealed class NumericLiteral(Number value) : NumericExpression
{
    public override Number? Evaluate(in SelectorMessage message) => value;
}
