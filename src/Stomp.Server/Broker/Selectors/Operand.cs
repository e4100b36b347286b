namespace Stomp.Server.Broker.Selectors;

/// <summary>A part of an expression, and where it begins.</summary>
internal readonly record struct Operand(Expression Expression, int Position)
{
    public NumericExpression AsNumber() => Expression switch
    {
        NumericExpression number => number,
        HeaderReference header => new HeaderNumber(header),
        _ => throw SelectorFault.At(Position, $"expected a number, found {Describe()}"),
    };

    public Condition AsCondition() => Expression switch
    {
        Condition condition => condition,
        HeaderReference header => new HeaderTruth(header),
        _ => throw SelectorFault.At(Position, $"expected a condition, found {Describe()}"),
    };

    public HeaderReference AsHeader(string before) =>
        Expression as HeaderReference ?? throw SelectorFault.At(Position, $"expected a name before {before}, found {Describe()}");

    public string Describe() => Expression switch
    {
        NumericExpression => "a number",
        TextLiteral => "a text",
        HeaderReference => "a name",
        _ => "a condition",
    };
}
