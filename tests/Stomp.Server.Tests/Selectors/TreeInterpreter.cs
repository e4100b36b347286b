using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Stomp.Server.Tests.Selectors;

/// <summary>What a tree is worth, said again without the production's code: null is unknown, numbers are boxed longs and doubles.</summary>
internal sealed partial class TreeInterpreter(Dictionary<string, string> headers)
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?\z", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberText { get; }

    public bool? Truth(Tree tree)
    {
        switch (tree)
        {
            case Tree.Word word: return word.Value;
            case Tree.Header header: return Text(header)?.ToUpperInvariant() switch { "TRUE" => true, "FALSE" => false, _ => null };
            case Tree.Missing missing: return Text(missing.Name) is null != missing.Not;
            case Tree.Opposite not: return Not(Truth(not.Inner));
            case Tree.Logic logic:
                var (left, right) = (Truth(logic.Left), Truth(logic.Right));
                if (logic.IsAnd) return left is false || right is false ? false : left is null || right is null ? null : true;
                return left is true || right is true ? true : left is null || right is null ? null : false;
            case Tree.Range range:
                var (low, high) = (new Tree.Compare(range.Value, ">=", range.Low), new Tree.Compare(range.Value, "<=", range.High));
                var inRange = new Tree.Logic(low, true, high);
                return range.Not ? Not(Truth(inRange)) : Truth(inRange);
            case Tree.Among among:
                bool? any = among.Values.Any(v => Truth(new Tree.Compare(among.Name, "=", v)) is true);
                if (Truth(new Tree.Compare(among.Name, "=", among.Values[0])) is null) any = null;
                return among.Not ? Not(any) : any;
            case Tree.Like like:
                bool? isLike = Text(like.Name) is { } text ? IsLike(text, like.Pattern) : null;
                return like.Not ? Not(isLike) : isLike;
            case Tree.Compare compare: return Compare(compare);
            default: throw new InvalidOperationException($"{tree} is no condition.");
        }
    }

    private bool? Compare(Tree.Compare compare)
    {
        var (left, right) = (compare.Left, compare.Right);
        int order;
        if (IsNumber(left) || IsNumber(right) || compare.Operator is not ("=" or "<>"))
        {
            if (Number(left) is not { } a || Number(right) is not { } b) return null;
            order = a is long x && b is long y
                ? x.CompareTo(y)
                : Convert.ToDouble(a, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(b, CultureInfo.InvariantCulture));
        }
        else if (IsText(left) && IsText(right))
        {
            if (Text(left) is not { } a || Text(right) is not { } b) return null;
            order = string.CompareOrdinal(a, b);
        }
        else
        {
            if (Truth(left) is not { } a || Truth(right) is not { } b) return null;
            order = a == b ? 0 : 1;
        }

        return compare.Operator switch
        {
            "=" => order == 0,
            "<>" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    private object? Number(Tree tree)
    {
        switch (tree)
        {
            case Tree.Number number: return number.Value;
            case Tree.Header header:
                if (Text(header) is not { } text || !NumberText.IsMatch(text)) return null;
                if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exact)) return exact;
                return Finite(double.Parse(text, CultureInfo.InvariantCulture));
            case Tree.Minus minus: return Number(new Tree.Arithmetic(new Tree.Number("0", 0L), '-', minus.Inner));
            case Tree.Arithmetic arithmetic:
                return Number(arithmetic.Left) is { } a && Number(arithmetic.Right) is { } b ? Reckon(a, arithmetic.Operator, b) : null;
            default: throw new InvalidOperationException($"{tree} is no number.");
        }
    }

    private static object? Reckon(object left, char operation, object right)
    {
        if (operation == '/' && right is 0L or 0d or -0d) return null;
        if (left is long a && right is long b)
        {
            var (x, y) = ((BigInteger)a, (BigInteger)b);
            var result = operation switch { '+' => x + y, '-' => x - y, '*' => x * y, _ => x / y };
            if (result >= long.MinValue && result <= long.MaxValue) return (long)result;
            // The conversion of a BigInteger cuts its last digits off; reading them rounds.
            return double.Parse(result.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        var (c, d) = (Convert.ToDouble(left, CultureInfo.InvariantCulture), Convert.ToDouble(right, CultureInfo.InvariantCulture));
        return Finite(operation switch { '+' => c + d, '-' => c - d, '*' => c * d, _ => c / d });
    }

    private static bool IsLike(string text, ReadOnlySpan<(char Character, bool IsEscaped)> pattern)
    {
        if (pattern.IsEmpty) return text.Length == 0;
        if (pattern[0] is ('%', false)) return IsLike(text, pattern[1..]) || (text.Length > 0 && IsLike(text[1..], pattern));
        return text.Length > 0 && (pattern[0] is ('_', false) || pattern[0].Character == text[0]) && IsLike(text[1..], pattern[1..]);
    }

    private string? Text(Tree tree) => tree is Tree.Literal literal ? literal.Value : headers.GetValueOrDefault(((Tree.Header)tree).Name);

    private static bool IsNumber(Tree tree) => tree is Tree.Number or Tree.Minus or Tree.Arithmetic;

    private static bool IsText(Tree tree) => tree is Tree.Header or Tree.Literal;

    private static bool? Not(bool? value) => value is null ? null : !value.Value;

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
