namespace Stomp.Server.Broker.Selectors;

/// <summary>
/// Decides by its operands what a comparison compares: numbers, truths or texts. Literals that can never be compared are a fault
/// at once; a header is read as what it is compared with.
/// </summary>
internal static class Comparison
{
    public static Condition Make(Operand left, ComparisonOperator comparison, int position, Operand right)
    {
        var isOfOrder = comparison is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual);
        if (isOfOrder || left.Expression is NumericExpression || right.Expression is NumericExpression)
            return new NumericComparison(AsNumber(left, right), comparison, AsNumber(right, left));

        Condition equality = (left.Expression, right.Expression) switch
        {
            (Condition, _) or (_, Condition) => new TruthEquality(left.AsCondition(), right.AsCondition()),
            (HeaderReference header, TextLiteral text) => new TextEquality(header, text.Value),
            (TextLiteral text, HeaderReference header) => new TextEquality(header, text.Value),
            (HeaderReference a, HeaderReference b) => new HeaderEquality(a, b),
            _ => throw SelectorFault.At(position, "two texts are compared, none of them a header"),
        };
        return comparison == ComparisonOperator.Equal ? equality : new Negation(equality);
    }

    // content-type = 'text/plain' subtracts.
    private static NumericExpression AsNumber(Operand operand, Operand other) =>
        operand.Expression is TextLiteral && other.Expression is Calculation
            ? throw SelectorFault.At(operand.Position, "expected a number, found a text; a name with a dash is written in double quotes")
            : operand.AsNumber();
}
