using Stomp.Server.Broker;
using Stomp.Server.Security;

namespace Stomp.Server.Tests.Security;

/// <summary>What a rule's pattern says of destinations, and of the patterns that clients subscribe to.</summary>
public sealed class RulePatternTests
{
    [Theory]
    [InlineData("/topic/rooms/{room}", "/topic/rooms/7", "room=7")]
    [InlineData("/a/{x}/b/{y}", "/a/1/b/2", "x=1,y=2")]
    [InlineData("/a/{x}/**", "/a/1/b/2", "x=1")]
    [InlineData("/a/{x}/**", "/a/1", "x=1")]
    [InlineData("/a/{x}", "/a/", "x=")]
    [InlineData("/a/b", "/a/b", "")]
    public void A_variable_is_the_text_of_its_segment(string pattern, string destination, string values)
    {
        var parsed = RulePattern.Parse(pattern);

        Assert.True(parsed.Matches(destination));
        Assert.Equal(values, string.Join(',', parsed.ValuesIn(destination).Select(value => $"{value.Key}={value.Value}")));
    }

    [Theory]
    [InlineData("/topic/rooms/{room}", "/topic/rooms/7/8")]
    [InlineData("/topic/rooms/{room}", "/topic/rooms")]
    [InlineData("/topic/rooms/{room}", "/topic/Rooms/7")]
    [InlineData("/topic/*", "/topic/a/b")]
    [InlineData("/topic/?", "/topic/ab")]
    public void What_does_not_fit_does_not_match(string pattern, string destination) => Assert.False(RulePattern.Parse(pattern).Matches(destination));

    [Theory]
    [InlineData("topic/a", "must begin with '/'")]
    [InlineData("/", "must begin with '/'")]
    [InlineData("", "must begin with '/'")]
    [InlineData("/a/x{y}", "a variable is a whole segment")]
    [InlineData("/a/{}", "a variable is a whole segment")]
    [InlineData("/a/{b/c}", "a variable is a whole segment")]
    [InlineData("/a/{x}/{x}", "names a variable twice")]
    [InlineData("/a/**/{x}", "stands before '**'")]
    public void A_pattern_that_cannot_work_is_told_of(string pattern, string fault) =>
        Assert.Contains(fault, Assert.Throws<FormatException>(() => RulePattern.Parse(pattern)).Message);

    [Theory]
    [InlineData("/a/**", "/a/b/**")]
    [InlineData("/a/**", "/a/**")]
    [InlineData("/a/**", "/a/*/c?d")]
    [InlineData("/a/*", "/a/b?")]
    [InlineData("/a/x*", "/a/xy*")]
    [InlineData("/a/?", "/a/?")]
    [InlineData("/**/z", "/a/**/z")]
    [InlineData("/a/{room}", "/a/*")]
    public void A_pattern_covers_one_that_says_less(string pattern, string other) => Assert.True(RulePattern.Parse(pattern).Covers(other));

    [Theory]
    [InlineData("/a/*", "/a/**")]
    [InlineData("/a/?", "/a/*")]
    [InlineData("/a/x?", "/a/x*")]
    [InlineData("/a/**/b", "/a/**")]
    [InlineData("/a/b", "/a/?")]
    public void A_pattern_does_not_cover_one_that_says_more(string pattern, string other) => Assert.False(RulePattern.Parse(pattern).Covers(other));

    /// <summary>
    /// Every pair of small patterns against every small destination: what is covered is matched whenever the other matches, and what has a destination
    /// in common overlaps.
    /// </summary>
    [Fact]
    public void Covering_and_overlapping_agree_with_the_destinations_that_match()
    {
        string[] segments = ["a", "b", "ab", "?", "*", "a*", "*b", "**", "?b", ""];
        string[] words = ["a", "b", "ab", "aab", ""];
        var patterns = Paths(segments);
        var destinations = Paths(words);
        var matches = patterns.ToDictionary(pattern => pattern, pattern => destinations.Where(one => DestinationPattern.Matches(pattern, one)).ToHashSet());

        foreach (var text in patterns)
        {
            var pattern = RulePattern.Parse(text);
            foreach (var other in patterns)
            {
                if (pattern.Covers(other)) Assert.True(matches[other].IsSubsetOf(matches[text]), $"{text} does not cover {other}");
                if (!pattern.Overlaps(other)) Assert.False(matches[other].Overlaps(matches[text]), $"{text} overlaps {other}");
                if (text == other) Assert.True(pattern.Covers(other), $"{text} covers itself");
            }
        }
    }

    [Fact]
    public void A_hostile_pattern_is_compared_in_no_time()
    {
        var rule = RulePattern.Parse("/**/a*a*a*a*b/**/a*a*a*b/**/z");
        var hostile = string.Concat(Enumerable.Repeat("/**/*a*a*a*a*a*a*a", 500)) + "/**";

        Assert.True(rule.Overlaps(hostile));
        Assert.False(rule.Covers(hostile));
    }

    private static string[] Paths(string[] segments) =>
    [
        .. segments.Where(one => one.Length > 0).Select(one => $"/{one}"),
        .. from one in segments from two in segments select $"/{one}/{two}",
        .. from one in segments.Take(8) from two in segments.Take(8) from three in segments.Take(8) select $"/{one}/{two}/{three}",
    ];
}
