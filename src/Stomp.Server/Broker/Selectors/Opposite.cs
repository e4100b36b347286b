namespace Stomp.Server.Broker.Selectors;

/// <summary>A number with a minus before it.</summary>
internal sealed class Opposite(NumericExpression number) : NumericExpression
{
    public override Number? Evaluate(in SelectorMessage message) =>
        number.Evaluate(message) is { } value ? Number.Calculate(new(0), ArithmeticOperator.Subtract, value) : null;
}
