namespace Stomp.Server.Cluster;

/// <summary>Another node, as far as it has told. Used under the directory's lock.</summary>
internal sealed class RemoteNode(string id)
{
    // A node that is asked for everything has so many changes on their way at most; more are asked for again.
    private const int MostWaiting = 256;

    private readonly List<NodeChange> _waiting = [];
    private List<NodeSession>? _parts;
    private long _partsOf;

    public string Id { get; } = id;

    public Dictionary<string, NodeSession> Sessions { get; } = new(StringComparer.Ordinal);

    /// <summary>The number of the last change that is known; negative before there is any.</summary>
    public long Sequence { get; set; } = -1;

    /// <summary>When it was heard of.</summary>
    public long LastHeard { get; set; }

    /// <summary>When it was asked for its sessions.</summary>
    public long? LastAsked { get; set; }

    /// <summary>Keeps a change for which one before it is missing.</summary>
    public void Keep(NodeChange change)
    {
        if (_waiting.Count < MostWaiting) _waiting.Add(change);
    }

    /// <summary>Takes a part of all its sessions.</summary>
    /// <returns>All of them with the last part; else null.</returns>
    public List<NodeSession>? Collect(NodeSnapshot part)
    {
        if (part.Part == 0) (_parts, _partsOf) = ([], part.Sequence);
        if (_parts is null || _partsOf != part.Sequence) return null;
        _parts.AddRange(part.Sessions);
        if (!part.IsLast) return null;
        var all = _parts;
        _parts = null;
        return all;
    }

    /// <summary>The kept changes that follow what is known, in order; the others are forgotten.</summary>
    public IEnumerable<NodeChange> TakeNext()
    {
        NodeChange[] kept = [.. _waiting.OrderBy(change => change.Sequence)];
        _waiting.Clear();
        foreach (var change in kept)
        {
            if (change.Sequence == Sequence + 1) yield return change;
        }
    }
}
