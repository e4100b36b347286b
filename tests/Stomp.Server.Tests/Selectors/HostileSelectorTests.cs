using System.Diagnostics;
using Stomp.Server.Broker.Selectors;

namespace Stomp.Server.Tests.Selectors;

public sealed class HostileSelectorTests
{
    // What is quadratic takes milliseconds; what is exponential never ends.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Deep => new(
        new string('(', 4000), new string('(', 101) + "a" + new string(')', 101), Repeat("NOT ", 1000) + "a",
        new string('-', 4000) + "1 = 1", Repeat("- + ", 1000) + "1 = 1", Repeat("NOT (", 700), "a = " + Repeat("-(", 2000));

    [Theory, MemberData(nameof(Deep))]
    public void What_nests_too_deep_is_a_fault_that_names_the_limit(string expression)
    {
        var fault = Assert.Throws<StompProtocolException>(() => Selector.Parse(expression));
        Assert.Contains("deeper than 100 levels", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(", "TRUE", ")")]
    [InlineData("NOT ", "TRUE", "")]
    [InlineData("- ", "1 = 1", "")]
    public void A_hundred_levels_are_taken(string open, string inner, string close) =>
        Assert.True(Selector.Parse(Repeat(open, 100) + inner + Repeat(close, 100)).Matches(SelectorRun.Message("")));

    [Fact]
    public void What_is_too_long_is_a_fault_that_names_the_limit()
    {
        Selector.Parse("a = '" + new string('x', 4096 - 6) + "'");
        foreach (var length in new[] { 4097, 1_000_000 })
        {
            var fault = Assert.Throws<StompProtocolException>(() => Selector.Parse(new string('(', length)));
            Assert.Contains("at most 4096", fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1", "+1", 2040, " > 0")]
    [InlineData("1", "*1", 2040, " > 0")]
    [InlineData("TRUE", " AND TRUE", 450, "")]
    [InlineData("FALSE", " OR TRUE", 500, "")]
    public void Chains_may_be_as_long_as_the_text_and_cost_no_stack(string first, string next, int count, string last)
    {
        var selector = Selector.Parse(first + Repeat(next, count) + last);
        Assert.True(OnSmallStack(() => selector.Matches(SelectorRun.Message(""))));
    }

    [Fact]
    public void The_deepest_selector_is_parsed_and_evaluated_on_a_small_stack()
    {
        var text = Repeat("NOT (FALSE OR FALSE OR NOT NOT ", 25) + "TRUE" + Repeat(")", 25);
        Assert.False(OnSmallStack(() => Selector.Parse(text).Matches(SelectorRun.Message(""))));
    }

    [Theory]
    [InlineData("%a", 1300, "b")]
    [InlineData("%_", 1300, "b")]
    [InlineData("a", 2000, "b%")]
    public void No_pattern_takes_exponential_time(string part, int count, string last)
    {
        var selector = Selector.Parse($"a LIKE '%{Repeat(part, count)}{last}'");
        var message = SelectorRun.Message("a=" + new string('a', 10_000));
        var start = Stopwatch.GetTimestamp();
        Assert.False(selector.Matches(message));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, Patience);
    }

    // An overflow ends the test run, so does an exception that leaves the thread.
    private static bool OnSmallStack(Func<bool> run)
    {
        var result = false;
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => { result = run(); }), maxStackSize: 128 * 1024);
        thread.Start();
        Assert.True(thread.Join(Patience));
        Assert.Null(failure);
        return result;
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
