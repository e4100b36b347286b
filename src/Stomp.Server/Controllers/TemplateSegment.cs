using Stomp.Server.Broker;

namespace Stomp.Server.Controllers;

/// <summary>One segment of a mapping's template.</summary>
internal sealed class TemplateSegment
{
    private readonly SegmentConstraint[] _constraints;

    private TemplateSegment(string text, SegmentKind kind, string? name = null, SegmentConstraint[]? constraints = null)
    {
        Text = text;
        Kind = kind;
        Name = name;
        _constraints = constraints ?? [];
    }

    public string Text { get; }

    public SegmentKind Kind { get; }

    /// <summary>The variable's name; null for what is none.</summary>
    public string? Name { get; }

    /// <summary>Whether its value is kept, to be read by a parameter. A <c>*</c> is kept as well, since it takes the same as a variable.</summary>
    public bool IsKept => Kind is SegmentKind.Constrained or SegmentKind.Any;

    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static TemplateSegment Parse(string text)
    {
        if (text == "**") return new(text, SegmentKind.Rest);
        if (text == "*") return new(text, SegmentKind.Any);
        if (text.StartsWith('{') && text.EndsWith('}') && text.Length > 2) return ParseVariable(text);
        if (text.AsSpan().ContainsAny("{}")) throw new FormatException($"a variable is a whole segment such as '{{room}}', not '{text}'");
        if (text.Contains('?', StringComparison.Ordinal)) throw new FormatException($"'{text}' holds '?'; the wildcards are '*' and '**'");
        if (text.Contains("**", StringComparison.Ordinal)) throw new FormatException($"'**' is a whole segment, not a part of '{text}'");
        return new(text, text.Contains('*', StringComparison.Ordinal) ? SegmentKind.Pattern : SegmentKind.Literal);
    }

    public bool Matches(ReadOnlySpan<char> segment)
    {
        if (segment.IsEmpty) return false;
        if (Kind == SegmentKind.Pattern) return DestinationPattern.MatchesSegment(Text, segment);
        foreach (var constraint in _constraints)
        {
            if (!constraint.Test(segment)) return false;
        }

        return true;
    }

    /// <summary>The more specific one comes first.</summary>
    public static int Compare(TemplateSegment one, TemplateSegment other)
    {
        if (one.Kind != other.Kind) return one.Kind.CompareTo(other.Kind);
        if (one.Kind == SegmentKind.Pattern)
        {
            var byText = LettersOf(other).CompareTo(LettersOf(one));
            return byText != 0 ? byText : one.Text.Length.CompareTo(other.Text.Length);
        }

        if (one.Kind != SegmentKind.Constrained) return 0;
        var byRank = RankOf(one).CompareTo(RankOf(other));
        return byRank != 0 ? byRank : other._constraints.Length.CompareTo(one._constraints.Length);
    }

    public Overlap OverlapWith(TemplateSegment other)
    {
        if (Kind == SegmentKind.Literal && other.Kind == SegmentKind.Literal) return Text == other.Text ? Overlap.Same : Overlap.Apart;
        if (Kind == SegmentKind.Literal && other.Kind != SegmentKind.Rest && !other.Matches(Text)) return Overlap.Apart;
        if (other.Kind == SegmentKind.Literal && Kind != SegmentKind.Rest && !Matches(other.Text)) return Overlap.Apart;
        if (Kind == SegmentKind.Pattern && other.Kind == SegmentKind.Pattern && ArePatternsApart(Text, other.Text)) return Overlap.Apart;
        if (Compare(this, other) != 0) return Overlap.Ordered;
        return Kind switch
        {
            SegmentKind.Pattern => Text == other.Text ? Overlap.Same : Overlap.Ambiguous,
            SegmentKind.Constrained => ConstraintsOf(this).SequenceEqual(ConstraintsOf(other), StringComparer.Ordinal) ? Overlap.Same : Overlap.Ambiguous,
            _ => Overlap.Same,
        };
    }

    private static bool ArePatternsApart(string one, string other)
    {
        var before = one.AsSpan(0, one.IndexOf('*', StringComparison.Ordinal));
        var otherBefore = other.AsSpan(0, other.IndexOf('*', StringComparison.Ordinal));
        var behind = one.AsSpan(one.LastIndexOf('*') + 1);
        var otherBehind = other.AsSpan(other.LastIndexOf('*') + 1);
        return !(before.StartsWith(otherBefore) || otherBefore.StartsWith(before)) || !(behind.EndsWith(otherBehind) || otherBehind.EndsWith(behind));
    }

    private static int LettersOf(TemplateSegment pattern) => pattern.Text.Count(letter => letter != '*');

    private static int RankOf(TemplateSegment variable) => variable._constraints.Min(constraint => constraint.Rank);

    private static IEnumerable<string> ConstraintsOf(TemplateSegment variable) =>
        variable._constraints.Select(constraint => constraint.Text).Order(StringComparer.Ordinal);

    private static TemplateSegment ParseVariable(string text)
    {
        var parts = text[1..^1].Split(':', 2);
        var name = parts[0];
        if (name.Length == 0 || !name.All(letter => char.IsLetterOrDigit(letter) || letter == '_'))
            throw new FormatException($"'{text}': a variable's name is made of letters, digits and '_'");
        if (parts.Length == 1) return new(text, SegmentKind.Any, name);
        return new(text, SegmentKind.Constrained, name, [.. SplitConstraints(parts[1]).Select(SegmentConstraint.Parse)]);
    }

    /// <summary>Cuts at colons that are not within an argument; as in ASP.NET Core, braces are doubled in one.</summary>
    private static IEnumerable<string> SplitConstraints(string text)
    {
        while (true)
        {
            var open = text.IndexOf('(', StringComparison.Ordinal);
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var end = open >= 0 && (colon < 0 || open < colon) ? text.IndexOf("):", open, StringComparison.Ordinal) + 1 : Math.Max(colon, 0);
            if (end == 0) break;
            yield return Unescape(text[..end]);
            text = text[(end + 1)..];
        }

        yield return Unescape(text);
    }

    private static string Unescape(string constraint) =>
        constraint.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);
}
