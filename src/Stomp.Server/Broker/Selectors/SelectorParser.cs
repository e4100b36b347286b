namespace Stomp.Server.Broker.Selectors;

/// <summary>
/// Parses a selector by recursive descent, a method for each rank: OR, AND, NOT, predicates, + and -, * and /, signs (JMS 2.0, 3.8.1.1).
/// </summary>
internal sealed class SelectorParser
{
    /// <summary>What a parenthesis, a NOT and a sign nest. Each level takes some nine calls: they fit into 128 KiB.</summary>
    public const int MaxDepth = 100;

    // ActiveMQ's prefix for selectors that convert texts to numbers, which is what all of them do here.
    private const string ConversionPrefix = "convert_string_expressions:";

    private const int LongestShown = 32;

    private readonly string _text;
    private readonly Tokenizer _tokenizer;
    private Token _token;
    private int _depth;

    public SelectorParser(string text)
    {
        _text = text;
        _tokenizer = new(text, text.StartsWith(ConversionPrefix, StringComparison.Ordinal) ? ConversionPrefix.Length : 0);
        _token = _tokenizer.Next();
    }

    public Condition Parse()
    {
        // JMS 2.0, 3.8.1: an empty selector is none.
        if (_token.Kind == TokenKind.End) return new BooleanLiteral(true);
        var condition = ParseOr().AsCondition();
        return _token.Kind == TokenKind.End ? condition : throw Expected("an operator or the end");
    }

    // or = and *("OR" and)
    private Operand ParseOr()
    {
        var first = ParseAnd();
        if (_token.Kind != TokenKind.Or) return first;
        List<Condition> conditions = [first.AsCondition()];
        while (TryTake(TokenKind.Or)) conditions.Add(ParseAnd().AsCondition());
        return new(new Disjunction([.. conditions]), first.Position);
    }

    // and = not *("AND" not)
    private Operand ParseAnd()
    {
        var first = ParseNot();
        if (_token.Kind != TokenKind.And) return first;
        List<Condition> conditions = [first.AsCondition()];
        while (TryTake(TokenKind.And)) conditions.Add(ParseNot().AsCondition());
        return new(new Conjunction([.. conditions]), first.Position);
    }

    // not = "NOT" not / predicate
    private Operand ParseNot()
    {
        if (_token.Kind != TokenKind.Not) return ParsePredicate();
        var position = Enter();
        var condition = ParseNot().AsCondition();
        _depth--;
        return new(new Negation(condition), position);
    }

    // predicate = sum [comparison sum / "IS" ["NOT"] "NULL" / ["NOT"] ("BETWEEN" / "IN" / "LIKE") ...]
    private Operand ParsePredicate()
    {
        var left = ParseSum();
        if (FindComparison(_token.Kind) is { } comparison)
        {
            var position = Take().Position;
            return new(Comparison.Make(left, comparison, position, ParseSum()), left.Position);
        }

        if (TryTake(TokenKind.Is)) return ParseNullTest(left);
        var isNegated = TryTake(TokenKind.Not);
        var condition = _token.Kind switch
        {
            TokenKind.Between => (Condition)ParseBetween(left.AsNumber()),
            TokenKind.In => ParseIn(left.AsHeader("IN")),
            TokenKind.Like => ParseLike(left.AsHeader("LIKE")),
            _ => isNegated ? throw Expected("BETWEEN, IN or LIKE") : null,
        };
        if (condition is null) return left;
        return new(isNegated ? new Negation(condition) : condition, left.Position);
    }

    private Operand ParseNullTest(Operand left)
    {
        var test = new NullTest(left.AsHeader("IS"));
        var isNegated = TryTake(TokenKind.Not);
        Expect(TokenKind.Null, isNegated ? "NULL" : "NULL or NOT NULL");
        return new(isNegated ? new Negation(test) : test, left.Position);
    }

    // "BETWEEN" sum "AND" sum
    private Between ParseBetween(NumericExpression value)
    {
        Take();
        var lowest = ParseSum().AsNumber();
        Expect(TokenKind.And, "AND");
        return new(value, lowest, ParseSum().AsNumber());
    }

    // "IN" "(" literal *("," literal) ")"
    private Condition ParseIn(HeaderReference header)
    {
        Take();
        Expect(TokenKind.LeftParenthesis, "'('");
        Condition list = _token.Kind == TokenKind.Text
            ? new TextList(header, [.. ParseList(ParseText)])
            : new NumericList(header, [.. ParseList(ParseSignedNumber)]);
        Expect(TokenKind.RightParenthesis, "',' or ')'");
        return list;
    }

    private List<T> ParseList<T>(Func<T> parse)
    {
        List<T> values = [parse()];
        while (TryTake(TokenKind.Comma)) values.Add(parse());
        return values;
    }

    private Number ParseSignedNumber()
    {
        var isNegative = TryTake(TokenKind.Minus);
        if (!isNegative) TryTake(TokenKind.Plus);
        return _token.Kind == TokenKind.Number ? TakeNumber(isNegative) : throw Expected("a text or a number, one kind to a list");
    }

    // "LIKE" text ["ESCAPE" text]
    private Like ParseLike(HeaderReference header)
    {
        Take();
        var position = _token.Position;
        var text = ParseText();
        char? escape = null;
        if (TryTake(TokenKind.Escape))
        {
            var escapePosition = _token.Position;
            escape = ParseText() is [var one] ? one : throw SelectorFault.At(escapePosition, "expected a text of one character");
        }

        return new(header, LikePattern.Parse(text, escape)
            ?? throw SelectorFault.At(position, "the escape stands before '%', '_' or itself"));
    }

    // sum = product *(("+" / "-") product)
    private Operand ParseSum()
    {
        var first = ParseProduct();
        if (_token.Kind is not (TokenKind.Plus or TokenKind.Minus)) return first;
        var start = first.AsNumber();
        List<(ArithmeticOperator, NumericExpression)> steps = [];
        while (_token.Kind is TokenKind.Plus or TokenKind.Minus)
        {
            var operation = Take().Kind == TokenKind.Plus ? ArithmeticOperator.Add : ArithmeticOperator.Subtract;
            steps.Add((operation, ParseProduct().AsNumber()));
        }

        return new(new Calculation(start, [.. steps]), first.Position);
    }

    // product = signed *(("*" / "/") signed)
    private Operand ParseProduct()
    {
        var first = ParseSigned();
        if (_token.Kind is not (TokenKind.Times or TokenKind.Divide)) return first;
        var start = first.AsNumber();
        List<(ArithmeticOperator, NumericExpression)> steps = [];
        while (_token.Kind is TokenKind.Times or TokenKind.Divide)
        {
            var operation = Take().Kind == TokenKind.Times ? ArithmeticOperator.Multiply : ArithmeticOperator.Divide;
            steps.Add((operation, ParseSigned().AsNumber()));
        }

        return new(new Calculation(start, [.. steps]), first.Position);
    }

    // signed = ("+" / "-") signed / primary
    private Operand ParseSigned()
    {
        if (_token.Kind is not (TokenKind.Plus or TokenKind.Minus)) return ParsePrimary();
        var isNegative = _token.Kind == TokenKind.Minus;
        var position = Enter();
        var number = (isNegative, _token.Kind) switch
        {
            // The sign belongs to the number: the lowest long has no positive.
            (true, TokenKind.Number) => new NumericLiteral(TakeNumber(isNegative: true)),
            (true, _) => new Opposite(ParseSigned().AsNumber()),
            _ => ParseSigned().AsNumber(),
        };
        _depth--;
        return new(number, position);
    }

    // primary = name / literal / "(" or ")"
    private Operand ParsePrimary()
    {
        var position = _token.Position;
        switch (_token.Kind)
        {
            case TokenKind.Identifier: return new(JmsHeaders.Find(TextOf(Take()).ToString()), position);
            case TokenKind.QuotedName: return new(new HeaderReference(Unquote(Take())), position);
            case TokenKind.Text: return new(new TextLiteral(Unquote(Take())), position);
            case TokenKind.Number: return new(new NumericLiteral(TakeNumber(isNegative: false)), position);
            case TokenKind.True or TokenKind.False: return new(new BooleanLiteral(Take().Kind == TokenKind.True), position);
            case TokenKind.Null: throw SelectorFault.At(position, "nothing is equal to NULL, write IS NULL or IS NOT NULL");
            case not TokenKind.LeftParenthesis: throw Expected("a name, a literal or '('");
        }

        Enter();
        var inner = ParseOr();
        Expect(TokenKind.RightParenthesis, "an operator or ')'");
        _depth--;
        return inner with { Position = position };
    }

    private string ParseText() => _token.Kind == TokenKind.Text ? Unquote(Take()) : throw Expected("a text in single quotes");

    private Number TakeNumber(bool isNegative)
    {
        var token = Take();
        return NumericSyntax.Read(TextOf(token), isNegative)
            ?? throw SelectorFault.At(token.Position, "the number is out of range, or has a digit that its base has not");
    }

    private ReadOnlySpan<char> TextOf(Token token) => _text.AsSpan(token.Position, token.Length);

    private string Unquote(Token token)
    {
        var quote = _text[token.Position].ToString();
        return _text.Substring(token.Position + 1, token.Length - 2).Replace(quote + quote, quote, StringComparison.Ordinal);
    }

    private static ComparisonOperator? FindComparison(TokenKind kind) => kind switch
    {
        TokenKind.Equal => ComparisonOperator.Equal,
        TokenKind.NotEqual => ComparisonOperator.NotEqual,
        TokenKind.Less => ComparisonOperator.Less,
        TokenKind.LessOrEqual => ComparisonOperator.LessOrEqual,
        TokenKind.Greater => ComparisonOperator.Greater,
        TokenKind.GreaterOrEqual => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };

    /// <summary>Takes the token that opens a level.</summary>
    private int Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw SelectorFault.OverLimit($"at character {_token.Position + 1}: it nests deeper than {MaxDepth} levels",
                "the deepest selector");
        }

        return Take().Position;
    }

    private Token Take()
    {
        var taken = _token;
        _token = _tokenizer.Next();
        return taken;
    }

    private bool TryTake(TokenKind kind)
    {
        if (_token.Kind != kind) return false;
        Take();
        return true;
    }

    private void Expect(TokenKind kind, string expected)
    {
        if (!TryTake(kind)) throw Expected(expected);
    }

    private StompProtocolException Expected(string expected) =>
        SelectorFault.At(_token.Position, $"expected {expected}, found {Describe(_token)}");

    // What is quoted is not shown: it may hold anything.
    private string Describe(Token token) => token.Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Text => "a text",
        TokenKind.QuotedName => "a name",
        TokenKind.Identifier when token.Length > LongestShown => "a name",
        TokenKind.Number when token.Length > LongestShown => "a number",
        _ => $"'{TextOf(token)}'",
    };
}
