namespace Stomp.Server.Tests.Selectors;

public sealed class PrecedenceTests
{
    [Theory]
    [InlineData("t OR t AND f", "t=true;f=false", true)]
    [InlineData("(t OR t) AND f", "t=true;f=false", false)]
    [InlineData("f AND f OR t", "t=true;f=false", true)]
    [InlineData("NOT f AND f", "t=true;f=false", false)]
    [InlineData("NOT (f AND f)", "t=true;f=false", true)]
    [InlineData("NOT a = 1", "a=2", true)]
    [InlineData("NOT a = 1 OR b = 1", "a=1;b=1", true)]
    [InlineData("NOT a IN ('x')", "a=y", true)]
    [InlineData("a BETWEEN 1 AND 3 AND b = 1", "a=2;b=1", true)]
    [InlineData("a BETWEEN 1 AND 3 AND b = 1", "a=2;b=2", false)]
    [InlineData("1 + 2 * 3 = 7", "", true)]
    [InlineData("(1 + 2) * 3 = 9", "", true)]
    [InlineData("10 - 4 - 3 = 3", "", true)]
    [InlineData("100 / 10 / 5 = 2", "", true)]
    [InlineData("100 / 10 * 5 = 50", "", true)]
    [InlineData("2 * -3 = -6", "", true)]
    [InlineData("-a + 5 = 3", "a=2", true)]
    [InlineData("-(a + 5) = -7", "a=2", true)]
    [InlineData("- - a = +2", "a=2", true)]
    [InlineData("a - -1 = 3", "a=2", true)]
    [InlineData("a-1=1", "a=2", true)]
    [InlineData("a + 1 > b * 2", "a=4;b=2", true)]
    [InlineData("a + 1 BETWEEN b * 2 AND b * 2 + 1", "a=4;b=2", true)]
    [InlineData("((((a)))) = ((1))", "a=1", true)]
    [InlineData("a\t=\r\n1\fAND\n\nb=2", "a=1;b=2", true)]
    public void Is_worth(string expression, string headers, bool? expected) =>
        Assert.Equal(expected, SelectorRun.Truth(expression, SelectorRun.Message(headers)));
}
