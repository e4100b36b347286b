namespace Stomp.Server.Broker.Selectors;

internal sealed class NumericComparison(NumericExpression left, ComparisonOperator comparison, NumericExpression right) : Condition
{
    public override bool? Evaluate(in SelectorMessage message)
    {
        if (left.Evaluate(message) is not { } a || right.Evaluate(message) is not { } b) return null;
        var order = Number.Compare(a, b);
        return comparison switch
        {
            ComparisonOperator.Equal => order == 0,
            ComparisonOperator.NotEqual => order != 0,
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }
}
