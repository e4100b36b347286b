using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Stomp.Server;

namespace ChatServer.Identity;

/// <summary>
/// Who is who in rooms and conversations: a user's name, or, for an anonymous session, an id that lasts as long as the session and tells nothing of it.
/// </summary>
/// <remarks>That id is a hash of the session's, which is random and too long to be guessed: so each server finds the sessions of all.</remarks>
public sealed class MemberIds(IUserRegistry registry)
{
    internal const string Identified = "u-";
    internal const string Anonymous = "s-";

    private const string Attribute = "member";
    private const int HashBytes = 16;
    private const int MaxLength = 200;

    private readonly ConcurrentDictionary<string, string> _sessions = new(StringComparer.Ordinal);

    internal static bool IsIdentified(string memberId) => memberId.StartsWith(Identified, StringComparison.Ordinal);

    /// <exception cref="MessageRejectedException">It can be no member's id.</exception>
    internal static void Check(string? memberId)
    {
        if (memberId is not { Length: > 0 and <= MaxLength } || memberId.AsSpan().ContainsAny("/*?{}") || memberId.Any(char.IsControl))
            throw new MessageRejectedException("to: expected the id of a member.", "urn:chat:no-member");
    }

    /// <summary>The user's name; null for an anonymous session.</summary>
    public static string? UserOf(IStompSession session) => session.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : null;

    /// <summary>The session's id as a member; called by handlers of its frames, which run one after the other.</summary>
    public string Of(IStompSession session)
    {
        if (UserOf(session) is { } user) return user;
        if (session.Attributes.TryGetValue(Attribute, out var known)) return (string)known!;
        var id = IdOf(session.Id);
        session.Attributes[Attribute] = id;
        _sessions[id] = session.Id;
        return id;
    }

    /// <summary>The session of an anonymous member, on whichever server; null when it has ended.</summary>
    public string? SessionOf(string memberId) => _sessions.GetValueOrDefault(memberId)
        ?? SessionsElsewhere().FirstOrDefault(session => IdOf(session.Id) == memberId)?.Id;

    /// <summary>Those of some members whose session has not ended; users are among them.</summary>
    internal HashSet<string> Reachable(IEnumerable<string> memberIds)
    {
        var reachable = memberIds.ToHashSet(StringComparer.Ordinal);
        var unknown = reachable.Where(id => !IsIdentified(id) && !_sessions.ContainsKey(id)).ToHashSet(StringComparer.Ordinal);
        if (unknown.Count == 0) return reachable;
        unknown.ExceptWith(SessionsElsewhere().Select(session => IdOf(session.Id)));
        reachable.ExceptWith(unknown);
        return reachable;
    }

    /// <summary>The session has ended. Gives the id that it had as an anonymous member; null when nobody asked for one.</summary>
    public string? Forget(IStompSession session)
    {
        if (!session.Attributes.TryGetValue(Attribute, out var known)) return null;
        _sessions.TryRemove((string)known!, out _);
        return (string)known!;
    }

    private static string IdOf(string sessionId) => Anonymous + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(sessionId)).AsSpan(0, HashBytes));

    private IEnumerable<ConnectedSession> SessionsElsewhere() =>
        registry.Nodes.Count > 1 ? registry.AllSessions.Where(session => session is { User: null, Local: null }) : [];
}
