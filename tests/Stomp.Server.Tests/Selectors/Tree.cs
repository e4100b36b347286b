namespace Stomp.Server.Tests.Selectors;

/// <summary>An expression as generated. It prints itself with the parentheses it needs, and with more if <see cref="Wrapped"/>.</summary>
internal abstract record Tree
{
    public bool Wrapped { get; init; }

    // Ranks of the grammar: OR, AND, NOT, predicates, + and -, * and /, signs, the rest.
    protected abstract int Rank { get; }

    protected abstract string Text { get; }

    public string Print(int leastRank = 0) => Rank < leastRank ? $"( {Text})" : Wrapped ? $"({Text} )" : Text;

    public override string ToString() => Print();

    internal sealed record Number(string Written, object Value) : Tree
    {
        protected override int Rank => 8;
        protected override string Text => Written;
    }

    internal sealed record Header(string Name) : Tree
    {
        protected override int Rank => 8;
        protected override string Text => Name.Contains('-', StringComparison.Ordinal) ? $"\"{Name}\"" : Name;
    }

    internal sealed record Literal(string Value) : Tree
    {
        protected override int Rank => 8;
        protected override string Text => $"'{Value.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    internal sealed record Word(bool Value) : Tree
    {
        protected override int Rank => 8;
        protected override string Text => Value ? "tRue" : "FALSE";
    }

    internal sealed record Minus(Tree Inner) : Tree
    {
        protected override int Rank => 7;
        protected override string Text => "-" + Inner.Print(7);
    }

    internal sealed record Arithmetic(Tree Left, char Operator, Tree Right) : Tree
    {
        protected override int Rank => Operator is '*' or '/' ? 6 : 5;
        protected override string Text => $"{Left.Print(Rank)}{Operator}{Right.Print(Rank + 1)}";
    }

    internal sealed record Compare(Tree Left, string Operator, Tree Right) : Tree
    {
        protected override int Rank => 4;
        protected override string Text => $"{Left.Print(5)}{Operator}{Right.Print(5)}";
    }

    internal sealed record Range(Tree Value, bool Not, Tree Low, Tree High) : Tree
    {
        protected override int Rank => 4;
        protected override string Text => $"{Value.Print(5)}{(Not ? " NOT" : "")} between {Low.Print(5)} AND {High.Print(5)}";
    }

    internal sealed record Among(Header Name, bool Not, Tree[] Values) : Tree
    {
        protected override int Rank => 4;
        protected override string Text => $"{Name.Print(5)}{(Not ? " not" : "")} IN ({string.Join(" ,", Values.Select(v => v.Print()))})";
    }

    internal sealed record Like(Header Name, bool Not, (char Character, bool IsEscaped)[] Pattern) : Tree
    {
        protected override int Rank => 4;
        protected override string Text => $"{Name.Print(5)}{(Not ? " NOT" : "")} LIKE '{Written}' Escape '!'";
        private string Written => string.Concat(Pattern.Select(p => p.IsEscaped ? $"!{p.Character}" : $"{p.Character}"));
    }

    internal sealed record Missing(Header Name, bool Not) : Tree
    {
        protected override int Rank => 4;
        protected override string Text => $"{Name.Print(5)} IS {(Not ? "NOT " : "")}NULL";
    }

    internal sealed record Opposite(Tree Inner) : Tree
    {
        protected override int Rank => 3;
        protected override string Text => $"NOT {Inner.Print(3)}";
    }

    internal sealed record Logic(Tree Left, bool IsAnd, Tree Right) : Tree
    {
        protected override int Rank => IsAnd ? 2 : 1;
        protected override string Text => $"{Left.Print(Rank)} {(IsAnd ? "and" : "OR")}\n{Right.Print(Rank + 1)}";
    }
}
