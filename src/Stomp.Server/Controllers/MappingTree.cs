namespace Stomp.Server.Controllers;

/// <summary>
/// Finds the method for a destination. Exact destinations are one look into a table; templates are a tree of segments, in which the more specific
/// branch is tried first, so the number of mappings hardly matters.
/// </summary>
internal sealed class MappingTree
{
    private readonly Dictionary<string, MappedMethod> _exact = new(StringComparer.Ordinal);
    private readonly MappingNode _root = new();
    private bool _hasTemplates;

    /// <summary>Adds a method under its template. There must be none that is the same, or ambiguous with it.</summary>
    public void Add(MappedMethod method)
    {
        if (method.Template.IsExact)
        {
            _exact.Add(method.Template.Text, method);
            return;
        }

        _hasTemplates = true;
        var node = _root;
        foreach (var segment in method.Template.Segments)
        {
            if (segment.Kind == SegmentKind.Rest)
            {
                node.Rest = method;
                return;
            }

            node = node.ChildFor(segment);
        }

        node.Method = method;
    }

    /// <summary>The method for what follows the application's prefix.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="start">Where its prefix ends.</param>
    /// <param name="values">Takes the values of the variables.</param>
    public MappedMethod? Find(string destination, int start, Span<VariableRange> values)
    {
        if (_exact.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(destination.AsSpan(start), out var exact)) return exact;
        return _hasTemplates ? Find(_root, destination, start, values) : null;
    }

    // Each node is visited once at most: it stands for one way to read so many segments.
    private static MappedMethod? Find(MappingNode node, string destination, int slash, Span<VariableRange> values)
    {
        if (slash >= destination.Length) return node.Method ?? node.Rest;
        var begin = slash + 1;
        var next = destination.IndexOf('/', begin);
        var end = next < 0 ? destination.Length : next;
        var segment = destination.AsSpan(begin, end - begin);
        if (node.FindLiteral(segment) is { } literal && Find(literal, destination, end, values) is { } exact) return exact;
        foreach (var (template, child) in node.Others)
        {
            if (!template.Matches(segment)) continue;
            if (template.IsKept) values[0] = new(begin, end - begin);
            if (Find(child, destination, end, template.IsKept ? values[1..] : values) is { } found) return found;
        }

        return node.Rest;
    }
}
