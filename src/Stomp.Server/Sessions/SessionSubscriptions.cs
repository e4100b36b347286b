using System.Diagnostics.CodeAnalysis;
using Stomp.Server.Broker;

namespace Stomp.Server.Sessions;

/// <summary>
/// A session's subscriptions by their ids. Only the session's own frames, and its end, change them, so these read without a lock; anybody
/// else takes a <see cref="Snapshot"/>.
/// </summary>
internal sealed class SessionSubscriptions
{
    // Most sessions have one, which needs no dictionary. Once there is one, it holds them all.
    private Subscription? _only;
    private Dictionary<string, Subscription>? _byId;

    public int Count => _byId?.Count ?? (_only is null ? 0 : 1);

    public bool ContainsKey(string id) => TryGetValue(id, out _);

    public bool TryGetValue(string id, [NotNullWhen(true)] out Subscription? subscription)
    {
        if (_byId is not null) return _byId.TryGetValue(id, out subscription);
        subscription = _only?.Id == id ? _only : null;
        return subscription is not null;
    }

    public void Add(Subscription subscription)
    {
        if (_byId is not null)
        {
            lock (_byId) _byId.Add(subscription.Id, subscription);
        }
        else if (_only is { } first)
        {
            Volatile.Write(ref _byId, new(StringComparer.Ordinal) { [first.Id] = first, [subscription.Id] = subscription });
        }
        else
        {
            Volatile.Write(ref _only, subscription);
        }
    }

    public bool Remove(string id, [NotNullWhen(true)] out Subscription? subscription)
    {
        if (_byId is not null)
        {
            lock (_byId) return _byId.Remove(id, out subscription);
        }

        if (!TryGetValue(id, out subscription)) return false;
        Volatile.Write(ref _only, null);
        return true;
    }

    public void Clear()
    {
        Volatile.Write(ref _only, null);
        if (_byId is null) return;
        lock (_byId) _byId.Clear();
    }

    public IReadOnlyList<Subscription> Snapshot()
    {
        if (Volatile.Read(ref _byId) is not { } byId) return Volatile.Read(ref _only) is { } only ? [only] : [];
        lock (byId) return [.. byId.Values];
    }
}
