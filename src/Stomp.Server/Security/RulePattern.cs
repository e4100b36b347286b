using System.Collections.ObjectModel;
using Stomp.Server.Broker;

namespace Stomp.Server.Security;

/// <summary>
/// The destinations that a rule speaks of: as a pattern subscription, with <c>{name}</c> for a segment whose text the policy is to know.
/// </summary>
internal sealed class RulePattern
{
    private const string AnySegments = "**";

    private readonly string[] _segments;
    private readonly string _glob;
    private readonly (string Name, int Segment)[] _variables;

    private RulePattern(string text, string[] segments)
    {
        Text = text;
        _variables = [.. segments.Index().Where(entry => IsVariable(entry.Item)).Select(entry => (entry.Item[1..^1], entry.Index))];
        _segments = [.. segments.Select(segment => IsVariable(segment) ? "*" : segment)];
        _glob = "/" + string.Join('/', _segments);
    }

    public string Text { get; }

    public bool HasVariables => _variables.Length > 0;

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static RulePattern Parse(string text)
    {
        if (!text.StartsWith('/') || text.Length < 2) throw new FormatException($"'{text}' must begin with '/', as destinations do");
        var segments = text[1..].Split('/');
        foreach (var (index, segment) in segments.Index())
        {
            if (!segment.AsSpan().ContainsAny('{', '}')) continue;
            if (!IsVariable(segment) || segment.Length == 2 || segment[1..^1].AsSpan().ContainsAny('{', '}'))
                throw new FormatException($"'{text}': a variable is a whole segment such as '{{room}}', not '{segment}'");
            if (segments.AsSpan(0, index).Contains(AnySegments)) throw new FormatException($"'{text}': a variable stands before '**', not behind it");
        }

        var pattern = new RulePattern(text, segments);
        if (pattern._variables.DistinctBy(variable => variable.Name).Count() < pattern._variables.Length)
            throw new FormatException($"'{text}' names a variable twice");
        return pattern;
    }

    public bool Matches(string destination) => DestinationPattern.Matches(_glob, destination);

    /// <summary>What stands in the variables' places of a destination that matches.</summary>
    public IReadOnlyDictionary<string, string> ValuesIn(string destination)
    {
        if (_variables.Length == 0) return ReadOnlyDictionary<string, string>.Empty;
        var segments = SegmentsOf(destination);
        return _variables.ToDictionary(variable => variable.Name, variable => segments[variable.Segment], StringComparer.Ordinal);
    }

    /// <summary>Whether every destination that a client's pattern matches is one of these; in doubt, no.</summary>
    public bool Covers(string pattern)
    {
        // The greedy match with one step back, as in DestinationPattern, where the other's '**' is taken by '**' alone.
        var inner = SegmentsOf(pattern);
        int o = 0, i = 0, stars = -1, retry = 0;
        while (i < inner.Length)
        {
            if (o < _segments.Length && _segments[o] == AnySegments)
            {
                stars = o++;
                retry = i;
            }
            else if (o < _segments.Length && inner[i] != AnySegments && SegmentGlob.Covers(_segments[o], inner[i]))
            {
                o++;
                i++;
            }
            else if (stars >= 0)
            {
                o = stars + 1;
                i = ++retry;
            }
            else
            {
                return false;
            }
        }

        return Array.TrueForAll(_segments[o..], segment => segment == AnySegments);
    }

    /// <summary>Whether some destination that a client's pattern matches is one of these; in doubt, yes.</summary>
    public bool Overlaps(string pattern)
    {
        // As SegmentGlob.Overlap, with segments for characters and '**' for '*'.
        var others = SegmentsOf(pattern);
        var reach = new bool[others.Length + 1];
        reach[0] = true;
        for (var i = 0; i < others.Length; i++) reach[i + 1] = reach[i] && others[i] == AnySegments;
        foreach (var segment in _segments)
        {
            var before = reach[0];
            reach[0] = before && segment == AnySegments;
            for (var i = 0; i < others.Length; i++)
            {
                var above = reach[i + 1];
                reach[i + 1] = segment == AnySegments || others[i] == AnySegments
                    ? above || reach[i]
                    : before && SegmentGlob.Overlap(segment, others[i]);
                before = above;
            }
        }

        return reach[others.Length];
    }

    // As DestinationPattern does: a client's text need not begin with a slash.
    private static string[] SegmentsOf(string destination) => (destination.StartsWith('/') ? destination[1..] : destination).Split('/');

    private static bool IsVariable(string segment) => segment is ['{', .., '}'];
}
