using Xunit;

namespace Stomp.Server.Tests.Selectors;

public sealed class LikeTests
{
    [Theory]
    [InlineData("a LIKE ''", "a=", true)]
    [InlineData("a LIKE ''", "a=x", false)]
    [InlineData("a LIKE '%'", "a=", true)]
    [InlineData("a LIKE '%%'", "a=xyz", true)]
    [InlineData("a LIKE '_'", "a=", false)]
    [InlineData("a LIKE '_%'", "a=x", true)]
    [InlineData("a LIKE '%_'", "a=", false)]
    [InlineData("a LIKE 'x'", "a=X", false)]
    [InlineData("a LIKE '%b%d%'", "a=abcde", true)]
    [InlineData("a LIKE '%b%d%'", "a=adcbe", false)]
    [InlineData("a LIKE '%ab'", "a=aab", true)]
    [InlineData("a LIKE '%aab%b'", "a=aaabab", true)]
    [InlineData("a LIKE 'a%b_c'", "a=axxbbxc", true)]
    [InlineData("a LIKE 'a%b'", "a=ab\n", false)]
    [InlineData("a LIKE 'a%b'", "a=a\nb", true)]
    [InlineData("a LIKE '.*[a]'", "a=.*[a]", true)]
    [InlineData("a LIKE '.*'", "a=xx", false)]
    [InlineData("a LIKE 'it''s%'", "a=it's so", true)]
    [InlineData("a LIKE '\\%'", "a=\\x", true)]
    [InlineData("a LIKE '50!%' ESCAPE '!'", "a=50%", true)]
    [InlineData("a LIKE '50!%' ESCAPE '!'", "a=505", false)]
    [InlineData("a LIKE '!_%' ESCAPE '!'", "a=_x", true)]
    [InlineData("a LIKE '!_%' ESCAPE '!'", "a=xx", false)]
    [InlineData("a LIKE 'x!!_' ESCAPE '!'", "a=x!y", true)]
    [InlineData("a LIKE 'x!!_' ESCAPE '!'", "a=xyy", false)]
    [InlineData("a LIKE 'a%%' ESCAPE '%'", "a=a%", true)]
    [InlineData("a LIKE 'a%%' ESCAPE '%'", "a=ab", false)]
    [InlineData("a LIKE 'a''_' ESCAPE ''''", "a=a_", true)]
    [InlineData("a NOT LIKE 'a!%' escape '!'", "a=ab", true)]
    [InlineData("a LIKE '_'", "a=😀", true)]
    [InlineData("a LIKE '__'", "a=😀", false)]
    [InlineData("a LIKE '%__%'", "a=😀", false)]
    [InlineData("a LIKE '%_x'", "a=😀😀x", true)]
    [InlineData("\"reply-to\" LIKE '/queue/%'", "reply-to=/queue/r", true)]
    [InlineData("a LIKE '1_'", "a=10", true)]
    public void Is_worth(string expression, string headers, bool? expected) =>
        Assert.Equal(expected, SelectorRun.Truth(expression, SelectorRun.Message(headers)));
}
