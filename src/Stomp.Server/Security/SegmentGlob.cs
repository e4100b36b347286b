namespace Stomp.Server.Security;

/// <summary>Compares single segments with wildcards in them (<c>?</c> and <c>*</c>) as the sets of texts that they match.</summary>
internal static class SegmentGlob
{
    /// <summary>
    /// Whether all that <paramref name="inner"/> matches is matched by <paramref name="outer"/>, too. May say no where it is so; never yes where
    /// it is not. (The greedy match with one step back, where a <c>*</c> of the inner one is taken by a <c>*</c> alone.)
    /// </summary>
    public static bool Covers(ReadOnlySpan<char> outer, ReadOnlySpan<char> inner)
    {
        int o = 0, i = 0, star = -1, retry = 0;
        while (i < inner.Length)
        {
            if (o < outer.Length && outer[o] == '*')
            {
                star = o++;
                retry = i;
            }
            else if (o < outer.Length && inner[i] != '*' && (outer[o] == '?' || outer[o] == inner[i]))
            {
                o++;
                i++;
            }
            else if (star >= 0)
            {
                o = star + 1;
                i = ++retry;
            }
            else
            {
                return false;
            }
        }

        return outer[o..].IndexOfAnyExcept('*') < 0;
    }

    /// <summary>Whether some text is matched by both.</summary>
    public static bool Overlap(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        // reach[r]: whether what was read of the left and the first r of the right have a text in common.
        var reach = new bool[right.Length + 1];
        reach[0] = true;
        for (var r = 0; r < right.Length; r++) reach[r + 1] = reach[r] && right[r] == '*';
        foreach (var wanted in left)
        {
            var before = reach[0];
            reach[0] = before && wanted == '*';
            for (var r = 0; r < right.Length; r++)
            {
                var above = reach[r + 1];
                reach[r + 1] = wanted == '*' || right[r] == '*'
                    ? above || reach[r]
                    : before && (wanted == '?' || right[r] == '?' || wanted == right[r]);
                before = above;
            }
        }

        return reach[right.Length];
    }
}
