using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Claims;

namespace Stomp.Server.Sessions;

/// <summary>Every session of this server by its id, also before its CONNECT; and the connected ones by their user.</summary>
internal sealed class SessionRegistry
{
    private readonly ConcurrentDictionary<string, StompSession> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<StompSession>> _ofUser = new(StringComparer.Ordinal);

    private TaskCompletionSource? _empty;

    /// <summary>Hears of each session that is connected from now on, and that is no more.</summary>
    public Action<StompSession, bool>? Changed { get; set; }

    public IEnumerable<StompSession> All => _sessions.Select(entry => entry.Value);

    public int Count => _sessions.Count;

    public int SessionCount => All.Count(IsOpen);

    public IReadOnlyList<IStompSession> Sessions => [.. All.Where(IsOpen)];

    public IReadOnlyList<string> Users => [.. _ofUser.Where(entry => entry.Value.Any(IsOpen)).Select(entry => entry.Key)];

    public void Add(StompSession session) => _sessions[session.Id] = session;

    /// <summary>The session is connected: from now on it is found by its user, too.</summary>
    public void AddConnected(StompSession session)
    {
        if (session.UserName is { } user) _ofUser.AddOrUpdate(user, [session], (_, sessions) => sessions.Add(session));
        Changed?.Invoke(session, true);
    }

    public void Remove(StompSession session)
    {
        _sessions.TryRemove(session.Id, out _);
        if (Volatile.Read(ref _empty) is { } empty && _sessions.IsEmpty) empty.TrySetResult();
        if (!session.IsConnected) return;
        Changed?.Invoke(session, false);
        if (session.UserName is not { } user) return;
        var left = _ofUser.AddOrUpdate(user, [], (_, sessions) => sessions.Remove(session));
        if (left.IsEmpty) _ofUser.TryRemove(KeyValuePair.Create(user, left));
    }

    /// <summary>Done when there is no session, connected or not.</summary>
    public Task WhenEmptyAsync()
    {
        var empty = LazyInitializer.EnsureInitialized(ref _empty, static () => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (_sessions.IsEmpty) empty.TrySetResult();
        return empty.Task;
    }

    /// <summary>
    /// The one session of that id, or the sessions of the user of that name. The id comes first: the server makes it at random, so nobody
    /// can have it as a name by right, and who took it as one gets nothing of the session's.
    /// </summary>
    public ImmutableArray<StompSession> Find(string userOrSession) =>
        FindConnected(userOrSession) is { } session ? [session]
        : _ofUser.TryGetValue(userOrSession, out var sessions) ? sessions
        : [];

    /// <summary>Whether that is the id of a session, also of one that is about to end.</summary>
    public bool IsSession(string id) => _sessions.ContainsKey(id);

    /// <summary>The session of that id, once it is connected.</summary>
    public StompSession? FindConnected(string id) => _sessions.TryGetValue(id, out var session) && session.IsConnected ? session : null;

    public IReadOnlyList<IStompSession> SessionsOf(string user) => _ofUser.TryGetValue(user, out var sessions) ? [.. sessions.Where(IsOpen)] : [];

    public IStompSession? FindSession(string id) => FindConnected(id) is { } session && IsOpen(session) ? session : null;

    public IReadOnlyList<StompSubscriptionInfo> FindSubscriptions(Func<StompSubscriptionInfo, bool> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        return [.. Sessions.SelectMany(session => session.Subscriptions).Where(matches)];
    }

    public async ValueTask<int> DisconnectAsync(string userOrSession, string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(userOrSession);
        ArgumentException.ThrowIfNullOrEmpty(reason);
        var sessions = Find(userOrSession).Where(IsOpen).ToList();
        foreach (var session in sessions) await session.DisconnectAsync(reason);
        return sessions.Count;
    }

    /// <summary>The name that a user is found by; null for who is not authenticated.</summary>
    public static string? NameOf(ClaimsPrincipal user) => user.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name } ? name : null;

    // What is about to end is nobody's any more, though its handler may still be at work.
    private static bool IsOpen(StompSession session) => session.IsConnected && !session.IsClosing;
}
