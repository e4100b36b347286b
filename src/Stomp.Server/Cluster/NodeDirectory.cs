using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace Stomp.Server.Cluster;

/// <summary>The other nodes and their sessions, as they have told: empty where this one is alone. Reading takes no lock.</summary>
internal sealed class NodeDirectory(IOptions<ClusterOptions> options, TimeProvider time)
{
    // Long enough for an answer, so that a burst of changes after a lost one makes one question.
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, RemoteNode> _nodes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConnectedSession> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<ConnectedSession>> _ofUser = new(StringComparer.Ordinal);
    private volatile string[] _names = [];

    public IReadOnlyList<string> Nodes => _names;

    /// <summary>Whether there are no other nodes.</summary>
    public bool IsEmpty => _names.Length == 0;

    public IEnumerable<ConnectedSession> Sessions => _sessions.Select(entry => entry.Value);

    public IEnumerable<string> Users => _ofUser.Select(entry => entry.Key);

    public ConnectedSession? Find(string sessionId) => _sessions.GetValueOrDefault(sessionId);

    public ImmutableArray<ConnectedSession> SessionsOf(string user) => _ofUser.TryGetValue(user, out var sessions) ? sessions : [];

    /// <returns>Whether the node has to be asked for its sessions.</returns>
    public bool Take(NodeLease lease)
    {
        lock (_gate)
        {
            var node = Hear(lease.From);
            return node.Sequence != lease.Sequence && MayAsk(node);
        }
    }

    /// <returns>Whether the node has to be asked for its sessions.</returns>
    public bool Take(NodeChange change)
    {
        lock (_gate)
        {
            var node = Hear(change.From);
            // Known already, from a snapshot that was taken behind it.
            if (change.Sequence <= node.Sequence) return false;
            if (node.Sequence >= 0 && change.Sequence == node.Sequence + 1)
            {
                Apply(node, change);
                return false;
            }

            node.Keep(change);
            return MayAsk(node);
        }
    }

    public void Take(NodeSnapshot part)
    {
        lock (_gate)
        {
            var node = Hear(part.From);
            if (node.Collect(part) is not { } sessions || part.Sequence < node.Sequence) return;
            var kept = sessions.Select(session => session.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var id in node.Sessions.Keys.Where(id => !kept.Contains(id)).ToList()) Remove(node, id);
            foreach (var session in sessions) Add(node, session);
            node.Sequence = part.Sequence;
            node.LastAsked = null;
            foreach (var change in node.TakeNext()) Apply(node, change);
        }
    }

    /// <summary>The node is gone, and its sessions with it.</summary>
    public void Forget(string id)
    {
        lock (_gate)
        {
            if (!_nodes.Remove(id, out var node)) return;
            foreach (var session in node.Sessions.Keys.ToList()) Remove(node, session);
            _names = [.. _nodes.Keys];
        }
    }

    /// <summary>Forgets the nodes that were not heard of for too long.</summary>
    /// <returns>Which these were.</returns>
    public List<string> Expire()
    {
        List<string> expired;
        lock (_gate)
        {
            expired = [.. _nodes.Values.Where(node => time.GetElapsedTime(node.LastHeard) > options.Value.LeaseTimeout).Select(node => node.Id)];
        }

        foreach (var id in expired) Forget(id);
        return expired;
    }

    private RemoteNode Hear(string id)
    {
        if (!_nodes.TryGetValue(id, out var node))
        {
            _nodes.Add(id, node = new(id));
            _names = [.. _nodes.Keys];
        }

        node.LastHeard = time.GetTimestamp();
        return node;
    }

    private bool MayAsk(RemoteNode node)
    {
        if (node.LastAsked is { } asked && time.GetElapsedTime(asked) < BetweenQuestions) return false;
        node.LastAsked = time.GetTimestamp();
        return true;
    }

    private void Apply(RemoteNode node, NodeChange change)
    {
        foreach (var session in change.Added) Add(node, session);
        foreach (var id in change.Removed) Remove(node, id);
        node.Sequence = change.Sequence;
    }

    private void Add(RemoteNode node, NodeSession session)
    {
        if (!node.Sessions.TryAdd(session.Id, session)) return;
        var connected = new ConnectedSession(session.Id, session.User, node.Id);
        _sessions[session.Id] = connected;
        if (session.User is { } user) _ofUser.AddOrUpdate(user, [connected], (_, sessions) => sessions.Add(connected));
    }

    private void Remove(RemoteNode node, string id)
    {
        if (!node.Sessions.Remove(id) || !_sessions.TryRemove(id, out var session) || session.User is not { } user) return;
        var left = _ofUser.AddOrUpdate(user, [], (_, sessions) => sessions.Remove(session));
        if (left.IsEmpty) _ofUser.TryRemove(KeyValuePair.Create(user, left));
    }
}
