using Stomp.Server.Sessions;

namespace Stomp.Server.Cluster;

/// <summary>Who is connected: this node's sessions, and what the others have told of theirs.</summary>
internal sealed class UserRegistry(SessionRegistry local, NodeId self, NodeDirectory others, DisconnectRequests requests) : IUserRegistry
{
    public string Node => self.Value;

    public IReadOnlyList<string> Nodes => [self.Value, .. others.Nodes];

    public int SessionCount => local.SessionCount;

    public IReadOnlyList<IStompSession> Sessions => local.Sessions;

    public IReadOnlyList<ConnectedSession> AllSessions => [.. local.Sessions.Select(Describe), .. others.Sessions];

    public IReadOnlyList<string> Users => others.IsEmpty ? local.Users : [.. local.Users.Union(others.Users, StringComparer.Ordinal)];

    public IReadOnlyList<IStompSession> SessionsOf(string user) => local.SessionsOf(user);

    public IReadOnlyList<ConnectedSession> AllSessionsOf(string user) => [.. local.SessionsOf(user).Select(Describe), .. others.SessionsOf(user)];

    public IStompSession? FindSession(string id) => local.FindSession(id);

    public ConnectedSession? FindAnySession(string id) => local.FindSession(id) is { } session ? Describe(session) : others.Find(id);

    public IReadOnlyList<StompSubscriptionInfo> FindSubscriptions(Func<StompSubscriptionInfo, bool> matches) => local.FindSubscriptions(matches);

    public async ValueTask<int> DisconnectAsync(string userOrSession, string reason)
    {
        var count = await local.DisconnectAsync(userOrSession, reason);
        // A session's id belongs to one node only.
        return count > 0 && local.IsSession(userOrSession) ? count : count + await requests.DisconnectAsync(userOrSession, reason);
    }

    private ConnectedSession Describe(IStompSession session) =>
        new(session.Id, SessionRegistry.NameOf(session.User), self.Value) { Local = session };
}
