using System.Diagnostics.CodeAnalysis;
using Stomp.Server.Broker;

namespace Stomp.Server.Sessions;

/// <summary>
/// A session's subscriptions by their ids. Only the session's own frames, and its end, change them, so these read without the lock; anybody
/// else takes a <see cref="Snapshot"/>.
/// </summary>
internal sealed class SessionSubscriptions
{
    private readonly Dictionary<string, Subscription> _byId = new(StringComparer.Ordinal);

    public int Count => _byId.Count;

    public Dictionary<string, Subscription>.ValueCollection Values => _byId.Values;

    public Dictionary<string, Subscription>.Enumerator GetEnumerator() => _byId.GetEnumerator();

    public bool ContainsKey(string id) => _byId.ContainsKey(id);

    public bool TryGetValue(string id, [NotNullWhen(true)] out Subscription? subscription) => _byId.TryGetValue(id, out subscription);

    public void Add(string id, Subscription subscription)
    {
        lock (_byId) _byId.Add(id, subscription);
    }

    public bool Remove(string id, [NotNullWhen(true)] out Subscription? subscription)
    {
        lock (_byId) return _byId.Remove(id, out subscription);
    }

    public void Clear()
    {
        lock (_byId) _byId.Clear();
    }

    public IReadOnlyList<Subscription> Snapshot()
    {
        lock (_byId) return [.. _byId.Values];
    }
}
