using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Stomp.Server.Sessions;

/// <summary>Every session of this server, by its id and by its user.</summary>
internal sealed class SessionRegistry
{
    private readonly ConcurrentDictionary<string, StompSession> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<StompSession>> _ofUser = new(StringComparer.Ordinal);

    public IEnumerable<StompSession> All => _sessions.Select(entry => entry.Value);

    public int Count => _sessions.Count;

    public void Add(StompSession session)
    {
        _sessions[session.Id] = session;
        if (NameOf(session) is { } user) _ofUser.AddOrUpdate(user, [session], (_, sessions) => sessions.Add(session));
    }

    public void Remove(StompSession session)
    {
        _sessions.TryRemove(session.Id, out _);
        if (NameOf(session) is not { } user) return;
        var left = _ofUser.AddOrUpdate(user, [], (_, sessions) => sessions.Remove(session));
        if (left.IsEmpty) _ofUser.TryRemove(KeyValuePair.Create(user, left));
    }

    /// <summary>The sessions of a user, or the one session of that id.</summary>
    public ImmutableArray<StompSession> Find(string userOrSession) =>
        _ofUser.TryGetValue(userOrSession, out var sessions) ? sessions
        : _sessions.TryGetValue(userOrSession, out var session) ? [session]
        : [];

    private static string? NameOf(StompSession session) => session.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : null;
}
