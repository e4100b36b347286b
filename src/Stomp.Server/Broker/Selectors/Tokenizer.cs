namespace Stomp.Server.Broker.Selectors;

/// <summary>Cuts an expression into its tokens, one after the other.</summary>
internal sealed class Tokenizer(string expression, int start)
{
    private int _position = start;

    public Token Next()
    {
        // JMS 2.0, 3.8.1.1: blanks are spaces, tabs, form feeds and line ends.
        while (_position < expression.Length && expression[_position] is ' ' or '\t' or '\f' or '\r' or '\n') _position++;
        var (kind, length) = Read(expression.AsSpan(_position));
        var token = new Token(kind, _position, length);
        _position += length;
        return token;
    }

    private (TokenKind Kind, int Length) Read(ReadOnlySpan<char> text) => text switch
    {
        [] => (TokenKind.End, 0),
        ['(', ..] => (TokenKind.LeftParenthesis, 1),
        [')', ..] => (TokenKind.RightParenthesis, 1),
        [',', ..] => (TokenKind.Comma, 1),
        ['+', ..] => (TokenKind.Plus, 1),
        ['-', ..] => (TokenKind.Minus, 1),
        ['*', ..] => (TokenKind.Times, 1),
        ['/', ..] => (TokenKind.Divide, 1),
        ['=', ..] => (TokenKind.Equal, 1),
        ['<', '>', ..] => (TokenKind.NotEqual, 2),
        ['<', '=', ..] => (TokenKind.LessOrEqual, 2),
        ['<', ..] => (TokenKind.Less, 1),
        ['>', '=', ..] => (TokenKind.GreaterOrEqual, 2),
        ['>', ..] => (TokenKind.Greater, 1),
        ['!', '=', ..] => throw SelectorFault.At(_position, "'!=' is no operator, write '<>'"),
        ['\'', ..] => (TokenKind.Text, MeasureQuoted(text, "the text has no closing '")),
        ['"', '"', not '"', ..] or ['"', '"'] => throw SelectorFault.At(_position, "the name in double quotes is empty"),
        ['"', ..] => (TokenKind.QuotedName, MeasureQuoted(text, "the name has no closing \"")),
        [>= '0' and <= '9', ..] or ['.', >= '0' and <= '9', ..] => (TokenKind.Number, MeasureNumber(text)),
        _ => ReadWord(text),
    };

    // A doubled quote stands for itself and ends nothing.
    private int MeasureQuoted(ReadOnlySpan<char> text, string fault)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] != text[0]) continue;
            if (i + 1 == text.Length || text[i + 1] != text[0]) return i + 1;
            i++;
        }

        throw SelectorFault.At(_position, fault);
    }

    private int MeasureNumber(ReadOnlySpan<char> text)
    {
        var length = NumericSyntax.Measure(text);
        return IdentifierRules.Measure(text[length..]) == 0 && (length == text.Length || !char.IsAsciiDigit(text[length]))
            ? length
            : throw SelectorFault.At(_position + length, "expected the end of the number: a name begins with a letter");
    }

    private (TokenKind Kind, int Length) ReadWord(ReadOnlySpan<char> text)
    {
        var length = IdentifierRules.Measure(text);
        if (length > 0) return (Keywords.Find(text[..length]), length);
        throw SelectorFault.At(_position, "the character belongs to no expression");
    }
}
