namespace Stomp.Server.Broker.Selectors;

internal sealed class TruthEquality(Condition left, Condition right) : Condition
{
    public override bool? Evaluate(in SelectorMessage message) =>
        left.Evaluate(message) is { } a && right.Evaluate(message) is { } b ? a == b : null;
}
