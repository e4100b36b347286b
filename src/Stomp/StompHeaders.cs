using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Stomp;

/// <summary>
/// The headers of a frame, in their order. Names are case sensitive; of repeated headers only the first counts
/// (STOMP 1.2, "Repeated Header Entries"), so a later one is not kept.
/// </summary>
public sealed class StompHeaders : IReadOnlyCollection<KeyValuePair<string, string>>
{
    private KeyValuePair<string, string>[] _entries;
    private int _count;

    /// <summary>Makes an empty set of headers.</summary>
    public StompHeaders() => _entries = [];

    /// <summary>Makes room for so many headers at once.</summary>
    /// <param name="capacity">How many headers to expect.</param>
    public StompHeaders(int capacity) => _entries = new KeyValuePair<string, string>[capacity];

    /// <summary>How many headers there are.</summary>
    public int Count => _count;

    /// <summary>The value of a header, or null when there is none of that name.</summary>
    /// <param name="name">The header's name.</param>
    public string? this[string name] => TryGetValue(name, out var value) ? value : null;

    /// <summary>Adds a header behind the others, unless there is one of that name already: the first one counts.</summary>
    /// <returns>Whether it was added.</returns>
    public bool Add(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        if (TryGetValue(name, out _)) return false;
        if (_count == _entries.Length) Array.Resize(ref _entries, Math.Max(4, _count * 2));
        _entries[_count++] = new(name, value);
        return true;
    }

    /// <summary>Finds a header.</summary>
    public bool TryGetValue(string name, [NotNullWhen(true)] out string? value)
    {
        foreach (ref readonly var entry in _entries.AsSpan(0, _count))
        {
            if (!string.Equals(entry.Key, name, StringComparison.Ordinal)) continue;
            value = entry.Value;
            return true;
        }

        value = null;
        return false;
    }

    /// <summary>The headers in their order, without an allocation.</summary>
    public ReadOnlySpan<KeyValuePair<string, string>> AsSpan() => _entries.AsSpan(0, _count);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (var i = 0; i < _count; i++) yield return _entries[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
