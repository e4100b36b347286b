namespace Stomp.Server.Controllers;

/// <summary>Destinations that a method is mapped to: segments of text, variables and wildcards.</summary>
internal sealed class DestinationTemplate
{
    private const string MustBe = "must begin with '/', not end in one, and have no empty segment";

    private DestinationTemplate(string text, TemplateSegment[] segments)
    {
        Text = text;
        Segments = segments;
        Variables = [.. segments.Where(segment => segment.IsKept).Select(segment => segment.Name)];
    }

    public string Text { get; }

    public IReadOnlyList<TemplateSegment> Segments { get; }

    /// <summary>The names of the values that a match keeps, in their order; null for that of a <c>*</c>.</summary>
    public IReadOnlyList<string?> Variables { get; }

    /// <summary>Whether it is one destination.</summary>
    public bool IsExact => Segments.All(segment => segment.Kind == SegmentKind.Literal);

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static DestinationTemplate Parse(string text)
    {
        if (!text.StartsWith('/')) throw new FormatException($"'{text}' {MustBe}");
        var template = new DestinationTemplate(text, [.. Split(text).Select(segment => ParseSegment(text, segment))]);
        if (template.Segments.SkipLast(1).Any(segment => segment.Kind == SegmentKind.Rest)) throw new FormatException($"'{text}': '**' stands at the end");
        var names = template.Variables.OfType<string>().ToList();
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Count) throw new FormatException($"'{text}' names a variable twice");
        if (template.Variables.Count > VariableRanges.Most) throw new FormatException($"'{text}' has more than {VariableRanges.Most} variables");
        return template;
    }

    /// <summary>Which value a variable is; negative when there is none of that name.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Variables.Count; i++)
        {
            if (Variables[i] == name) return i;
        }

        return -1;
    }

    /// <summary>Whether a destination may fit both while it cannot be told which is meant.</summary>
    public Overlap OverlapWith(DestinationTemplate other)
    {
        var found = Overlap.Same;
        for (var i = 0; ; i++)
        {
            if (i == Segments.Count && i == other.Segments.Count) return found;
            if (i == Segments.Count || i == other.Segments.Count)
            {
                // '**' takes nothing, too.
                var longer = i == Segments.Count ? other : this;
                return longer.Segments[i].Kind != SegmentKind.Rest ? Overlap.Apart : found == Overlap.Same ? Overlap.Ordered : found;
            }

            var overlap = Segments[i].OverlapWith(other.Segments[i]);
            if (overlap == Overlap.Apart) return Overlap.Apart;
            if (overlap != Overlap.Same && found == Overlap.Same) found = overlap;
            if (Segments[i].Kind == SegmentKind.Rest || other.Segments[i].Kind == SegmentKind.Rest) return found;
        }
    }

    private static TemplateSegment ParseSegment(string text, string segment)
    {
        if (segment.Length == 0) throw new FormatException($"'{text}' {MustBe}");
        try
        {
            return TemplateSegment.Parse(segment);
        }
        catch (FormatException e)
        {
            throw new FormatException($"'{text}': {e.Message}", e);
        }
    }

    /// <summary>Cuts at slashes that are not within a variable: a regular expression may hold one.</summary>
    private static IEnumerable<string> Split(string text)
    {
        int begin = 1, depth = 0;
        for (var i = 1; i < text.Length; i++)
        {
            depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (text[i] != '/' || depth > 0) continue;
            yield return text[begin..i];
            begin = i + 1;
        }

        yield return text[begin..];
    }
}
