namespace Stomp.Server.Controllers;

/// <summary>A destination whose segments are literal or, as <c>{name}</c>, variables.</summary>
internal sealed class DestinationTemplate
{
    private readonly string[] _segments;

    private DestinationTemplate(string text, string[] segments)
    {
        Text = text;
        _segments = segments;
        Variables = [.. segments.Where(IsVariable).Select(segment => segment[1..^1])];
        Shape = string.Join('/', segments.Select(segment => IsVariable(segment) ? "{}" : segment));
    }

    public string Text { get; }

    /// <summary>The names of the variables, in their order.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>The template without its variables' names: two of one shape match the same destinations.</summary>
    public string Shape { get; }

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static DestinationTemplate Parse(string text)
    {
        if (!text.StartsWith('/') || text.EndsWith('/') || text.Contains("//", StringComparison.Ordinal))
            throw new FormatException($"'{text}' must begin with '/', not end in one, and have no empty segment");
        var segments = text[1..].Split('/');
        foreach (var segment in segments)
        {
            if (segment.AsSpan().ContainsAny('*', '?')) throw new FormatException($"'{text}' has a wildcard, which mappings do not support yet");
            if (segment.AsSpan().ContainsAny('{', '}') && (!IsVariable(segment) || segment.Length == 2 || segment[1..^1].AsSpan().ContainsAny('{', '}')))
                throw new FormatException($"'{text}': a variable is a whole segment such as '{{room}}', not '{segment}'");
        }

        var template = new DestinationTemplate(text, segments);
        if (template.Variables.Distinct(StringComparer.Ordinal).Count() < template.Variables.Count)
            throw new FormatException($"'{text}' names a variable twice");
        return template;
    }

    /// <summary>Whether the destination fits; if so, the values of the variables.</summary>
    public bool TryMatch(string destination, out string[] values)
    {
        values = Variables.Count == 0 ? [] : new string[Variables.Count];
        var rest = destination.AsSpan();
        var variable = 0;
        foreach (var wanted in _segments)
        {
            if (rest.IsEmpty) return false;
            rest = rest[1..];
            var slash = rest.IndexOf('/');
            var segment = slash < 0 ? rest : rest[..slash];
            rest = slash < 0 ? [] : rest[slash..];
            if (IsVariable(wanted))
            {
                if (segment.IsEmpty) return false;
                values[variable++] = segment.ToString();
            }
            else if (!segment.SequenceEqual(wanted))
            {
                return false;
            }
        }

        return rest.IsEmpty;
    }

    /// <summary>The destination with the variables' values put in.</summary>
    public string Fill(Func<string, string> valueOf) =>
        "/" + string.Join('/', _segments.Select(segment => IsVariable(segment) ? valueOf(segment[1..^1]) : segment));

    /// <summary>Literal segments come before variables, from left to right; shorter templates, which never compete, before longer ones.</summary>
    public static int CompareBySpecificity(DestinationTemplate left, DestinationTemplate right)
    {
        // Without this the order would be none that a sort can work with: one of few segments would equal many that differ.
        if (left._segments.Length != right._segments.Length) return left._segments.Length.CompareTo(right._segments.Length);
        foreach (var (one, other) in left._segments.Zip(right._segments))
        {
            var order = IsVariable(one).CompareTo(IsVariable(other));
            if (order != 0) return order;
        }

        return 0;
    }

    private static bool IsVariable(string segment) => segment is ['{', .., '}'];
}
