using System.Globalization;
using System.Text.RegularExpressions;

namespace Stomp.Server.Controllers;

/// <summary>What a variable's value must be, in the spelling of ASP.NET Core's route constraints.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Rank">Its place among constraints: of two that a value satisfies, the lower one is the more specific.</param>
/// <param name="Test">Whether a segment satisfies it.</param>
internal sealed record SegmentConstraint(string Text, int Rank, SegmentTest Test)
{
    private const int Unranked = 6;
    private const string Known =
        "bool, guid, int, long, decimal, double, alpha, min(n), max(n), range(n,m), length(n), length(n,m), minlength(n), maxlength(n), regex(…)";

    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(100);

    /// <exception cref="FormatException">There is no such constraint, or nothing satisfies it.</exception>
    public static SegmentConstraint Parse(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0) return ParseType(text);
        if (!text.EndsWith(')')) throw new FormatException($"the constraint '{text}' has no closing parenthesis");
        var name = text[..open];
        var argument = text[(open + 1)..^1];
        return new(text, Unranked, name == "regex" ? TestOf(argument) : TestOf(text, name, argument));
    }

    private static SegmentConstraint ParseType(string text) => text switch
    {
        "bool" => new(text, 0, static segment => bool.TryParse(segment, out _)),
        "guid" => new(text, 1, static segment => Guid.TryParse(segment, out _)),
        "int" => new(text, 2, static segment => int.TryParse(segment, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)),
        "long" => new(text, 3, static segment => long.TryParse(segment, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)),
        "decimal" => new(text, 4, static segment => decimal.TryParse(segment, NumberStyles.Number, CultureInfo.InvariantCulture, out _)),
        "double" => new(text, 5, static segment => double.TryParse(segment, NumberStyles.Float, CultureInfo.InvariantCulture, out _)),
        "alpha" => new(text, Unranked, static segment => !segment.ContainsAnyExcept(Letters)),
        _ => throw Unknown(text),
    };

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static SegmentTest TestOf(string text, string name, string argument)
    {
        var numbers = new List<long>();
        foreach (var part in argument.Split(','))
        {
            if (!long.TryParse(part, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
                throw new FormatException($"'{text}' takes whole numbers");
            numbers.Add(number);
        }

        var (least, most, isLength) = (name, numbers) switch
        {
            ("min", [var n]) => (n, long.MaxValue, false),
            ("max", [var n]) => (long.MinValue, n, false),
            ("range", [var n, var m]) => (n, m, false),
            ("length", [var n]) => (n, n, true),
            ("length", [var n, var m]) => (n, m, true),
            ("minlength", [var n]) => (n, long.MaxValue, true),
            ("maxlength", [var n]) => (0, n, true),
            _ => throw Unknown(text),
        };
        if (least > most || (isLength && most < 1)) throw new FormatException($"nothing satisfies '{text}'");
        if (isLength) return segment => segment.Length >= least && segment.Length <= most;
        return segment => long.TryParse(segment, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most;
    }

    // As in ASP.NET Core: anywhere in the segment unless anchored, and case does not count.
    private static SegmentTest TestOf(string pattern)
    {
        var options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;
        try
        {
            var regex = Make(pattern, options);
            return segment => Matches(regex, segment);
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"'regex({pattern})' is no regular expression: {e.Message}", e);
        }
    }

    private static Regex Make(string pattern, RegexOptions options)
    {
        try
        {
            // Clients choose the text, so it must not take more than linear time.
            return new(pattern, options | RegexOptions.NonBacktracking, LongestMatch);
        }
        catch (NotSupportedException)
        {
            return new(pattern, options, LongestMatch);
        }
    }

    private static bool Matches(Regex regex, ReadOnlySpan<char> segment)
    {
        try
        {
            return regex.IsMatch(segment);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static FormatException Unknown(string text) => new($"there is no constraint '{text}'; there are {Known}");
}
