using Stomp.Server.Sessions;

namespace Stomp.Server.Cluster;

/// <summary>
/// What the others have yet to hear of this node's sessions: changes are gathered and numbered, and who has missed one gets all that was told so far.
/// Sessions report from any thread; the rest is for one reader.
/// </summary>
internal sealed class SessionNews
{
    // With names of usual length some 12 KB.
    private const int MostInOneMessage = 200;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, NodeSession> _told = new(StringComparer.Ordinal);
    private Dictionary<string, NodeSession> _came = new(StringComparer.Ordinal);
    private HashSet<string> _went = new(StringComparer.Ordinal);

    /// <summary>The number of the last change.</summary>
    public long Sequence { get; private set; }

    public void Report(StompSession session, bool isHere)
    {
        lock (_gate)
        {
            if (isHere) _came[session.Id] = new(session.Id, session.UserName);
            else if (!_came.Remove(session.Id)) _went.Add(session.Id);
        }
    }

    /// <summary>The next changes; empty when there are none.</summary>
    public IEnumerable<NodeChange> TakeChanges(string node)
    {
        Dictionary<string, NodeSession> came;
        HashSet<string> went;
        lock (_gate)
        {
            (came, went) = (_came, _went);
            if (came.Count > 0) _came = new(StringComparer.Ordinal);
            if (went.Count > 0) _went = new(StringComparer.Ordinal);
            if (came.Count == 0 && went.Count == 0) yield break;
        }

        foreach (var part in came.Values.Chunk(MostInOneMessage))
        {
            foreach (var session in part) _told[session.Id] = session;
            yield return new(node, ++Sequence, part, []);
        }

        foreach (var part in went.Where(_told.Remove).Chunk(MostInOneMessage)) yield return new(node, ++Sequence, [], part);
    }

    /// <summary>All that was told of who is here.</summary>
    public IEnumerable<NodeSnapshot> Snapshot(string node)
    {
        var parts = _told.Values.Chunk(MostInOneMessage).ToList();
        if (parts.Count == 0) parts.Add([]);
        return parts.Select((part, index) => new NodeSnapshot(node, Sequence, index, index == parts.Count - 1, part));
    }
}
