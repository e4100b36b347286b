namespace Stomp.Server.Broker.Selectors;

/// <summary>JMS 2.0, 3.8.1.2: <c>a BETWEEN b AND c</c> is <c>a >= b AND a &lt;= c</c>.</summary>
internal sealed class Between(NumericExpression value, NumericExpression lowest, NumericExpression highest) : Condition
{
    public override bool? Evaluate(in SelectorMessage message)
    {
        if (value.Evaluate(message) is not { } number) return null;
        bool? isHighEnough = lowest.Evaluate(message) is { } low ? Number.Compare(number, low) >= 0 : null;
        bool? isLowEnough = highest.Evaluate(message) is { } high ? Number.Compare(number, high) <= 0 : null;
        return isHighEnough & isLowEnough;
    }
}
