using System.Globalization;

namespace Stomp.Server.Broker.Selectors;

/// <summary>An exact number, as Java's long, or an approximate one, as its double. Both together are reckoned as approximate.</summary>
internal readonly struct Number
{
    private const NumberStyles Approximate = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private readonly bool _isExact;
    private readonly long _exact;
    private readonly double _approximate;

    public Number(long value)
    {
        _isExact = true;
        _exact = value;
        _approximate = value;
    }

    private Number(double value) => _approximate = value;

    /// <summary>Nothing is worth an infinite number, or none: both are unknown.</summary>
    public static Number? OfFinite(double value) => double.IsFinite(value) ? new Number(value) : null;

    /// <summary>What a header's text is worth: <c>12</c>, <c>-1.5</c>, <c>1e3</c>; null when it is no number, or more.</summary>
    public static Number? OfHeader(ReadOnlySpan<char> text)
    {
        // The parsers take zero bytes at the end and the words for infinity.
        if (text.IsEmpty || !(char.IsAsciiDigit(text[^1]) || text[^1] == '.')) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exact)) return new(exact);
        return double.TryParse(text, Approximate, CultureInfo.InvariantCulture, out var approximate) ? OfFinite(approximate) : null;
    }

    public static int Compare(Number left, Number right) => left._isExact && right._isExact
        ? left._exact.CompareTo(right._exact)
        : left._approximate.CompareTo(right._approximate);

    /// <returns>Null when it cannot be said: a division by zero, or beyond the range of a double.</returns>
    public static Number? Calculate(Number left, ArithmeticOperator operation, Number right)
    {
        if (operation == ArithmeticOperator.Divide && right._approximate == 0) return null;
        return left._isExact && right._isExact
            ? Calculate(left._exact, operation, right._exact)
            : Calculate(left._approximate, operation, right._approximate);
    }

    // 128 bits hold what 64 overflow into; such a result goes on as approximate instead of wrapping around.
    private static Number? Calculate(long left, ArithmeticOperator operation, long right)
    {
        Int128 a = left, b = right;
        var result = operation switch
        {
            ArithmeticOperator.Add => a + b,
            ArithmeticOperator.Subtract => a - b,
            ArithmeticOperator.Multiply => a * b,
            _ => a / b,
        };
        return result >= long.MinValue && result <= long.MaxValue ? new Number((long)result) : new Number((double)result);
    }

    private static Number? Calculate(double left, ArithmeticOperator operation, double right) => OfFinite(operation switch
    {
        ArithmeticOperator.Add => left + right,
        ArithmeticOperator.Subtract => left - right,
        ArithmeticOperator.Multiply => left * right,
        _ => left / right,
    });
}
