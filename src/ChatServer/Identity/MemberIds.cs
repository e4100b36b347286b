using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Stomp.Server;

namespace ChatServer.Identity;

/// <summary>
/// Who is who in rooms and conversations: a user's name, or, for an anonymous session, a random id that lasts as long as the session and
/// tells nothing of it.
/// </summary>
public sealed class MemberIds
{
    internal const string Identified = "u-";
    internal const string Anonymous = "s-";

    private const string Attribute = "member";
    private const int RandomBytes = 16;
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
        var id = Anonymous + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        session.Attributes[Attribute] = id;
        _sessions[id] = session.Id;
        return id;
    }

    /// <summary>The session of an anonymous member; null when it has ended.</summary>
    public string? SessionOf(string memberId) => _sessions.GetValueOrDefault(memberId);

    /// <summary>The session has ended. Gives the id that it had as an anonymous member; null when nobody asked for one.</summary>
    public string? Forget(IStompSession session)
    {
        if (!session.Attributes.TryGetValue(Attribute, out var known)) return null;
        _sessions.TryRemove((string)known!, out _);
        return (string)known!;
    }
}
