using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Claims;

namespace Stomp.Server.Sessions;

/// <summary>Every session of this server by its id, also before its CONNECT; and the connected ones by their user.</summary>
internal sealed class SessionRegistry : IUserRegistry
{
    private readonly ConcurrentDictionary<string, StompSession> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<StompSession>> _ofUser = new(StringComparer.Ordinal);

    public IEnumerable<StompSession> All => _sessions.Select(entry => entry.Value);

    public int Count => _sessions.Count;

    public int SessionCount => All.Count(session => session.IsConnected);

    public IReadOnlyList<IStompSession> Sessions => [.. All.Where(session => session.IsConnected)];

    public IReadOnlyList<string> Users => [.. _ofUser.Where(entry => !entry.Value.IsEmpty).Select(entry => entry.Key)];

    public void Add(StompSession session) => _sessions[session.Id] = session;

    /// <summary>The session is connected: from now on it is found by its user, too.</summary>
    public void AddConnected(StompSession session)
    {
        if (NameOf(session.User) is { } user) _ofUser.AddOrUpdate(user, [session], (_, sessions) => sessions.Add(session));
    }

    public void Remove(StompSession session)
    {
        _sessions.TryRemove(session.Id, out _);
        if (!session.IsConnected || NameOf(session.User) is not { } user) return;
        var left = _ofUser.AddOrUpdate(user, [], (_, sessions) => sessions.Remove(session));
        if (left.IsEmpty) _ofUser.TryRemove(KeyValuePair.Create(user, left));
    }

    /// <summary>The sessions of a user, or the one session of that id.</summary>
    public ImmutableArray<StompSession> Find(string userOrSession) =>
        _ofUser.TryGetValue(userOrSession, out var sessions) ? sessions
        : _sessions.TryGetValue(userOrSession, out var session) && session.IsConnected ? [session]
        : [];

    public IReadOnlyList<IStompSession> SessionsOf(string user) => _ofUser.TryGetValue(user, out var sessions) ? sessions : [];

    public IStompSession? FindSession(string id) => _sessions.TryGetValue(id, out var session) && session.IsConnected ? session : null;

    public IReadOnlyList<StompSubscriptionInfo> FindSubscriptions(Func<StompSubscriptionInfo, bool> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        return [.. All.SelectMany(session => ((IStompSession)session).Subscriptions).Where(matches)];
    }

    public async ValueTask<int> DisconnectAsync(string userOrSession, string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(userOrSession);
        ArgumentException.ThrowIfNullOrEmpty(reason);
        var sessions = Find(userOrSession);
        foreach (var session in sessions) await session.DisconnectAsync(reason);
        return sessions.Length;
    }

    /// <summary>The name that a user is found by; null for who is not authenticated.</summary>
    public static string? NameOf(ClaimsPrincipal user) => user.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name } ? name : null;
}
