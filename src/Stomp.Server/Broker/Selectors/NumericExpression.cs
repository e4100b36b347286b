namespace Stomp.Server.Broker.Selectors;

/// <summary>What is worth a number, or null when that is unknown.</summary>
internal abstract class NumericExpression : Expression
{
    public abstract Number? Evaluate(in SelectorMessage message);
}
