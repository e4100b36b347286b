namespace Stomp.Server.Broker;

/// <summary>
/// A destination with wildcards, as in Spring: <c>?</c> is one character, <c>*</c> any characters within a segment,
/// <c>**</c> as a segment any segments.
/// </summary>
internal static class DestinationPattern
{
    public static bool IsPattern(string destination) => destination.AsSpan().ContainsAny('*', '?');

    /// <remarks>
    /// The greedy match with one step back, over segments as <see cref="MatchesSegment"/> is over characters: what the last
    /// <c>**</c> takes can be lengthened, which is enough; trying every <c>**</c> anew would be exponential.
    /// </remarks>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> destination)
    {
        ReadOnlySpan<char> behindStars = default, retry = default;
        var canRetry = false;
        while (!destination.IsEmpty)
        {
            if (!pattern.IsEmpty)
            {
                var rest = CutSegment(pattern, out var wanted);
                if (wanted is "**")
                {
                    pattern = behindStars = rest;
                    retry = destination;
                    canRetry = true;
                    continue;
                }

                var behind = CutSegment(destination, out var segment);
                if (MatchesSegment(wanted, segment))
                {
                    pattern = rest;
                    destination = behind;
                    continue;
                }
            }

            if (!canRetry) return false;
            retry = CutSegment(retry, out _);
            pattern = behindStars;
            destination = retry;
        }

        while (!pattern.IsEmpty)
        {
            pattern = CutSegment(pattern, out var left);
            if (left is not "**") return false;
        }

        return true;
    }

    /// <summary>Takes "/segment" off the front.</summary>
    private static ReadOnlySpan<char> CutSegment(ReadOnlySpan<char> path, out ReadOnlySpan<char> segment)
    {
        if (path[0] == '/') path = path[1..];
        var slash = path.IndexOf('/');
        segment = slash < 0 ? path : path[..slash];
        return slash < 0 ? [] : path[slash..];
    }

    /// <summary>Whether one segment fits another with wildcards in it.</summary>
    // The greedy match with one step back: linear for each '*', never exponential.
    public static bool MatchesSegment(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
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
