namespace Stomp.Server.Broker;

/// <summary>
/// A destination with wildcards, as in Spring: <c>?</c> is one character, <c>*</c> any characters within a segment,
/// <c>**</c> as a segment any segments.
/// </summary>
internal static class DestinationPattern
{
    public static bool IsPattern(string destination) => destination.AsSpan().ContainsAny('*', '?');

    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> destination)
    {
        while (true)
        {
            if (pattern.IsEmpty) return destination.IsEmpty;
            var rest = CutSegment(pattern, out var wanted);
            if (wanted is "**") return MatchesAnySegments(rest, destination);
            if (destination.IsEmpty) return false;
            destination = CutSegment(destination, out var segment);
            if (!MatchesSegment(wanted, segment)) return false;
            pattern = rest;
        }
    }

    private static bool MatchesAnySegments(ReadOnlySpan<char> rest, ReadOnlySpan<char> destination)
    {
        // A second ** adds nothing, and would make the search exponential.
        while (!rest.IsEmpty && CutSegment(rest, out var next) is var behind && next is "**") rest = behind;
        if (rest.IsEmpty) return true;
        while (true)
        {
            if (Matches(rest, destination)) return true;
            if (destination.IsEmpty) return false;
            destination = CutSegment(destination, out _);
        }
    }

    /// <summary>Takes "/segment" off the front.</summary>
    private static ReadOnlySpan<char> CutSegment(ReadOnlySpan<char> path, out ReadOnlySpan<char> segment)
    {
        if (path[0] == '/') path = path[1..];
        var slash = path.IndexOf('/');
        segment = slash < 0 ? path : path[..slash];
        return slash < 0 ? [] : path[slash..];
    }

    // The greedy match with one step back: linear for each '*', never exponential.
    private static bool MatchesSegment(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0, t = 0, star = -1, retry = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                retry = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == text[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++retry;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept('*') < 0;
    }
}
