namespace Stomp.Server.Tests.Selectors;

/// <summary>Java's literals and its arithmetic (JMS 2.0, 3.8.1.1), but that nothing overflows.</summary>
public sealed class NumberTests
{
    [Theory]
    [InlineData("57 = 57L AND 57 = 57l", "", true)]
    [InlineData("0x1F = 31 AND 0XffL = 255", "", true)]
    [InlineData("017 = 15 AND 0 = 00", "", true)]
    [InlineData("7E3 = 7000 AND -57.9E2 = -5790", "", true)]
    [InlineData("7. = 7 AND -95.7 < +6.2", "", true)]
    [InlineData(".5 + .5 = 1", "", true)]
    [InlineData("1e-2 = 0.01 AND 1e+2 = 100", "", true)]
    [InlineData("7d = 7 AND 7F = 7 AND 7.5D = 7.5", "", true)]
    [InlineData("08.5 = 8.5", "", true)]
    [InlineData("a / 2 = 3", "a=7", true)]
    [InlineData("a / 2 = 3.5", "a=7", false)]
    [InlineData("a / 2. = 3.5", "a=7", true)]
    [InlineData("a / 2 = 3.5", "a=7.0", true)]
    [InlineData("-7 / 2 = -3", "", true)]
    [InlineData("1 / 0 = 1", "", null)]
    [InlineData("1 / 0 <> 1", "", null)]
    [InlineData("1.0 / 0 > 1", "", null)]
    [InlineData("1 / a > 1", "a=0.0", null)]
    [InlineData("0 / 0 = 0", "", null)]
    [InlineData("1e308 * 10 > 1", "", null)]
    [InlineData("1e308 * 10 - 1e308 > 1", "", null)]
    [InlineData("9223372036854775807 + 1 > 9223372036854770000", "", true)]
    [InlineData("9223372036854775807 * 2 > 0", "", true)]
    [InlineData("-9223372036854775808 - 1 < 0", "", true)]
    [InlineData("-9223372036854775808 / -1 > 0", "", true)]
    [InlineData("-9223372036854775808 = a", "a=-9223372036854775808", true)]
    [InlineData("a = 9007199254740993", "a=9007199254740992", false)]
    [InlineData("a > 9223372036854775807", "a=9223372036854775809999", true)]
    [InlineData("a * b - c / d = 5.5", "a=2;b=3;c=1;d=2.0", true)]
    public void Is_worth(string expression, string headers, bool? expected) =>
        Assert.Equal(expected, SelectorRun.Truth(expression, SelectorRun.Message(headers)));
}
