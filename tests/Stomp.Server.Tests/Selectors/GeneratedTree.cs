using FsCheck;
using FsCheck.Fluent;

namespace Stomp.Server.Tests.Selectors;

/// <summary>Random trees, and random headers that their names often hit.</summary>
internal static class GeneratedTree
{
    private static readonly string[] Names = ["a", "b", "c", "$d_", "x-y"];

    private static readonly string[] Values =
    [
        "", "0", "1", "2", "2.0", "2.5", "-7", "+10", "1e2", "9223372036854775807", "-9223372036854775808", "1e308",
        "true", "False", "abc", "aab", "a%b", "!", "it's", "1e999", "NaN", " 1",
    ];

    private static readonly Gen<bool> Bool = Gen.Elements(true, false);

    private static readonly Gen<string> Equality = Gen.Elements("=", "<>");

    private static readonly Gen<Tree> Header = from name in Gen.Elements(Names) select (Tree)new Tree.Header(name);

    private static readonly Gen<Tree> Literal = from value in Gen.Elements(Values) select (Tree)new Tree.Literal(value);

    private static readonly Gen<Tree> Number = Gen.Elements<(string Written, object Value)>(
        ("0", 0L), ("1", 1L), ("2", 2L), ("10", 10L), ("2.5", 2.5), (".5", 0.5), ("1e2", 100d), ("0x10", 16L), ("017", 15L), ("3L", 3L),
        ("9223372036854775807", long.MaxValue), ("1E308", 1e308)).Select(n => (Tree)new Tree.Number(n.Written, n.Value));

    private static readonly Gen<(char, bool)[]> Pattern =
        from n in Gen.Choose(0, 6)
        from all in Gen.Elements(
            ('%', false), ('_', false), ('%', true), ('_', true), ('!', true), ('a', false), ('b', false), ('c', false)).ArrayOf(n)
        select all;

    internal static readonly Gen<Dictionary<string, string>> Headers =
        from values in Gen.Elements<string?>([null, .. Values]).ArrayOf(Names.Length)
        select Names.Zip(values).Where(h => h.Second is not null).ToDictionary(h => h.First, h => h.Second!);

    internal static readonly Gen<Tree> Condition = Gen.OneOf(Enumerable.Range(0, 6).Select(ConditionOf).ToArray());

    private static Gen<Tree> ConditionOf(int depth)
    {
        var number = NumberOf(Math.Min(depth, 3));
        var leaves = new[]
        {
            from value in Bool select (Tree)new Tree.Word(value),
            Header,
            Compare(number, Gen.Elements("<", "<=", ">", ">="), number),
            Compare(number, Equality, Number),
            Compare(Header, Equality, Gen.OneOf(Header, Literal)),
            Compare(Literal, Equality, Header),
            from value in number from not in Bool from low in number from high in number select (Tree)new Tree.Range(value, not, low, high),
            from header in Header
            from not in Bool
            from n in Gen.Choose(1, 4)
            from values in Gen.OneOf(Literal.ArrayOf(n), Number.ArrayOf(n))
            select (Tree)new Tree.Among((Tree.Header)header, not, values),
            from header in Header
            from not in Bool
            from pattern in Pattern
            select (Tree)new Tree.Like((Tree.Header)header, not, pattern),
            from header in Header from not in Bool select (Tree)new Tree.Missing((Tree.Header)header, not),
        };
        if (depth == 0) return Wrapped(Gen.OneOf(leaves));
        var inner = ConditionOf(depth - 1);
        return Wrapped(Gen.Frequency(
            (2, Gen.OneOf(leaves)),
            (1, from condition in inner select (Tree)new Tree.Opposite(condition)),
            (1, Compare(inner.Where(t => t is not Tree.Header), Equality, inner)),
            (3, from left in inner from isAnd in Bool from right in inner select (Tree)new Tree.Logic(left, isAnd, right))));
    }

    private static Gen<Tree> NumberOf(int depth)
    {
        if (depth == 0) return Wrapped(Gen.OneOf(Number, Header));
        var inner = NumberOf(depth - 1);
        return Wrapped(Gen.Frequency(
            (2, Gen.OneOf(Number, Header)),
            (1, from number in inner select (Tree)new Tree.Minus(number)),
            (3, from left in inner
                from operation in Gen.Elements('+', '-', '*', '/')
                from right in inner
                select (Tree)new Tree.Arithmetic(left, operation, right))));
    }

    private static Gen<Tree> Compare(Gen<Tree> lefts, Gen<string> operators, Gen<Tree> rights) =>
        from left in lefts from operation in operators from right in rights select (Tree)new Tree.Compare(left, operation, right);

    private static Gen<Tree> Wrapped(Gen<Tree> trees) =>
        from tree in trees
        from wrapped in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        select tree with { Wrapped = wrapped };
}
