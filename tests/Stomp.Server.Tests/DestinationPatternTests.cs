using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Stomp.Server.Broker;

namespace Stomp.Server.Tests;

/// <summary>Wildcards in destinations.</summary>
public sealed class DestinationPatternTests
{
    [Theory]
    [InlineData("/topic/*", "/topic/a", true)]
    [InlineData("/topic/*", "/topic/a/b", false)]
    [InlineData("/topic/*", "/topic", false)]
    [InlineData("/topic/**", "/topic/a", true)]
    [InlineData("/topic/**", "/topic/a/b/c", true)]
    [InlineData("/topic/**", "/topic", true)]
    [InlineData("/topic/**", "/topicx/a", false)]
    [InlineData("/topic/**/z", "/topic/z", true)]
    [InlineData("/topic/**/z", "/topic/a/b/z", true)]
    [InlineData("/topic/**/z", "/topic/a/z/b", false)]
    [InlineData("/topic/**/a/**/b", "/topic/x/a/y/a/z/b", true)]
    [InlineData("/topic/**/a/**/b", "/topic/x/b/y/a", false)]
    [InlineData("/topic/**/**/b", "/topic/b", true)]
    [InlineData("/topic/?", "/topic/a", true)]
    [InlineData("/topic/?", "/topic/ab", false)]
    [InlineData("/topic/?", "/topic/", false)]
    [InlineData("/topic/a*c?", "/topic/abbcd", true)]
    [InlineData("/topic/a*c", "/topic/abcb", false)]
    [InlineData("/topic/***", "/topic/abc", true)]
    [InlineData("/topic/***", "/topic/a/b", false)]
    [InlineData("/topic/a**", "/topic/abc", true)]
    [InlineData("/topic/a**", "/topic/abc/d", false)]
    [InlineData("/topic/*/c", "/topic/a/b/c", false)]
    [InlineData("/topic/안*", "/topic/안녕", true)]
    [InlineData("/topic/A", "/topic/a", false)]
    public void Wildcards_match_as_in_Spring(string pattern, string destination, bool matches) =>
        Assert.Equal(matches, DestinationPattern.Matches(pattern, destination));

    [Fact]
    public void Matching_agrees_with_regular_expressions()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var i = 0; i < 10_000; i++)
        {
            var pattern = RandomPath(random, ["a", "b", "ab", "*", "**", "?", "a*", "*b", "a?", "**"]);
            var destination = RandomPath(random, ["a", "b", "ab", "ba", "aab"]);
            Assert.True(Regex.IsMatch(destination, ToRegex(pattern), RegexOptions.None, TimeSpan.FromSeconds(5))
                == DestinationPattern.Matches(pattern, destination), $"{pattern} on {destination}, seed {seed}");
        }
    }

    [Theory]
    [InlineData("/**/a", 30, 1000)]
    [InlineData("/**/*a*a*a*", 30, 1000)]
    [InlineData("/*a*a*a*a*a*a*a*a*a*b", 1, 20)]
    public void No_pattern_takes_for_ever(string part, int parts, int segments)
    {
        var pattern = "/topic" + string.Concat(Enumerable.Repeat(part, parts)) + "/b";
        var destination = "/topic" + string.Concat(Enumerable.Repeat("/" + new string('a', 50), segments));
        var watch = Stopwatch.StartNew();

        Assert.False(DestinationPattern.Matches(pattern, destination));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private static string RandomPath(Random random, string[] segments)
    {
        var path = new StringBuilder();
        for (var i = random.Next(1, 7); i > 0; i--) path.Append('/').Append(segments[random.Next(segments.Length)]);
        return path.ToString();
    }

    private static string ToRegex(string pattern)
    {
        var expression = new StringBuilder("^");
        foreach (var segment in pattern[1..].Split('/'))
        {
            expression.Append(segment == "**"
                ? "(/[^/]+)*"
                : "/" + segment.Replace("*", "[^/]*", StringComparison.Ordinal).Replace("?", "[^/]", StringComparison.Ordinal));
        }

        return expression.Append('$').ToString();
    }
}
