namespace Stomp.Server.Broker.Selectors;

internal sealed class BooleanLiteral(bool value) : Condition
{
    public override bool? Evaluate(in SelectorMessage message) => value;
}
