namespace Stomp.Server.Controllers;

/// <summary>What the first segments of templates have in common.</summary>
internal sealed class MappingNode
{
    private Dictionary<string, MappingNode>? _literals;
    private (TemplateSegment Segment, MappingNode Node)[] _others = [];

    /// <summary>The method whose template ends here.</summary>
    public MappedMethod? Method { get; set; }

    /// <summary>The method whose template goes on with <c>**</c>.</summary>
    public MappedMethod? Rest { get; set; }

    /// <summary>What goes on with something else than text, the most specific first.</summary>
    public ReadOnlySpan<(TemplateSegment Segment, MappingNode Node)> Others => _others;

    public MappingNode? FindLiteral(ReadOnlySpan<char> segment) =>
        _literals is not null && _literals.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(segment, out var node) ? node : null;

    public MappingNode ChildFor(TemplateSegment segment)
    {
        if (segment.Kind == SegmentKind.Literal)
        {
            _literals ??= new(StringComparer.Ordinal);
            if (!_literals.TryGetValue(segment.Text, out var literal)) _literals.Add(segment.Text, literal = new());
            return literal;
        }

        foreach (var (known, node) in _others)
        {
            if (known.OverlapWith(segment) == Overlap.Same) return node;
        }

        var child = new MappingNode();
        _others = [.. _others.Append((segment, child)).OrderBy(entry => entry.Item1, Comparer<TemplateSegment>.Create(TemplateSegment.Compare))];
        return child;
    }
}
