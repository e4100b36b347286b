namespace Stomp.Server.Broker.Selectors;

internal sealed class Negation(Condition condition) : Condition
{
    public override bool? Evaluate(in SelectorMessage message) => !condition.Evaluate(message);
}
