namespace Stomp.Server.Tests.Selectors;

/// <summary>JMS 2.0, 3.8.1.2 and SQL-92, 8.12: true, false and unknown.</summary>
public sealed class ThreeValuedLogicTests
{
    // t and f are the words, u is missing.
    private const string Headers = "t=true;f=false";

    [Theory]
    [InlineData("t AND t", true)]
    [InlineData("t AND f", false)]
    [InlineData("t AND u", null)]
    [InlineData("f AND t", false)]
    [InlineData("f AND f", false)]
    [InlineData("f AND u", false)]
    [InlineData("u AND t", null)]
    [InlineData("u AND f", false)]
    [InlineData("u AND u", null)]
    [InlineData("t OR t", true)]
    [InlineData("t OR f", true)]
    [InlineData("t OR u", true)]
    [InlineData("f OR t", true)]
    [InlineData("f OR f", false)]
    [InlineData("f OR u", null)]
    [InlineData("u OR t", true)]
    [InlineData("u OR f", null)]
    [InlineData("u OR u", null)]
    [InlineData("NOT t", false)]
    [InlineData("NOT f", true)]
    [InlineData("NOT u", null)]
    [InlineData("NOT NOT t", true)]
    [InlineData("t = t", true)]
    [InlineData("(t OR f) = (t AND t)", true)]
    [InlineData("(t OR f) = u", null)]
    [InlineData("(t OR f) <> (t AND f)", true)]
    [InlineData("u AND u AND f", false)]
    [InlineData("u OR u OR t", true)]
    public void Is_worth_by_the_truth_tables(string expression, bool? expected) =>
        Assert.Equal(expected, SelectorRun.Truth(expression, SelectorRun.Message(Headers)));

    [Theory]
    [InlineData("u = 1")]
    [InlineData("u <> 1")]
    [InlineData("u = 'x'")]
    [InlineData("u <> 'x'")]
    [InlineData("u = t")]
    [InlineData("t <> u")]
    [InlineData("u = TRUE")]
    [InlineData("u > 1")]
    [InlineData("u BETWEEN 1 AND 2")]
    [InlineData("1 BETWEEN u AND 2")]
    [InlineData("1 NOT BETWEEN 1 AND u")]
    [InlineData("u IN ('x')")]
    [InlineData("u IN (1)")]
    [InlineData("u LIKE '%'")]
    [InlineData("u + 1 = 1")]
    [InlineData("-u = 1")]
    [InlineData("0 * u = 0")]
    [InlineData("u")]
    public void What_is_missing_makes_it_unknown(string expression) =>
        Assert.Null(SelectorRun.Truth(expression, SelectorRun.Message(Headers)));

    [Theory]
    [InlineData("1 BETWEEN 2 AND u")]
    [InlineData("3 BETWEEN u AND 2")]
    public void A_bound_that_is_missing_does_not_help_when_the_other_one_fails(string expression) =>
        Assert.False(SelectorRun.Truth(expression, SelectorRun.Message(Headers)));
}
