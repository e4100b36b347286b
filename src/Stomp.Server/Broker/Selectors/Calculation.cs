namespace Stomp.Server.Broker.Selectors;

/// <summary>Numbers joined from left to right by operators of one rank. A long sum is one node: its length costs no stack.</summary>
internal sealed class Calculation(NumericExpression first, (ArithmeticOperator Operator, NumericExpression Operand)[] steps)
    : NumericExpression
{
    public override Number? Evaluate(in SelectorMessage message)
    {
        var result = first.Evaluate(message);
        foreach (var (operation, operand) in steps)
        {
            if (result is not { } left || operand.Evaluate(message) is not { } right) return null;
            result = Number.Calculate(left, operation, right);
        }

        return result;
    }
}
