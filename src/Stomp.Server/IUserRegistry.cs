namespace Stomp.Server;

/// <summary>Who is connected: Spring's SimpUserRegistry, with anonymous sessions in it and a way to end them. Inject it.</summary>
/// <remarks>It tells of this moment: sessions come and go while it is read. A session whose end has been decided is not in it.</remarks>
public interface IUserRegistry
{
    /// <summary>How many sessions are connected.</summary>
    int SessionCount { get; }

    /// <summary>The connected sessions, anonymous ones included.</summary>
    IReadOnlyList<IStompSession> Sessions { get; }

    /// <summary>The names of the users who are authenticated and connected, each once.</summary>
    IReadOnlyList<string> Users { get; }

    /// <summary>The connected sessions of a user; empty when it has none.</summary>
    /// <param name="user">The user's name.</param>
    IReadOnlyList<IStompSession> SessionsOf(string user);

    /// <summary>The connected session of an id; null when there is none.</summary>
    /// <param name="id">The session's id.</param>
    IStompSession? FindSession(string id);

    /// <summary>The subscriptions of all sessions that fit.</summary>
    /// <param name="matches">Says which.</param>
    IReadOnlyList<StompSubscriptionInfo> FindSubscriptions(Func<StompSubscriptionInfo, bool> matches);

    /// <summary>Ends the one session of that id, or all sessions of the user of that name: each gets an ERROR with the reason.</summary>
    /// <param name="userOrSession">The user's name or the session's id.</param>
    /// <param name="reason">What the client is told.</param>
    /// <returns>How many sessions were ended.</returns>
    ValueTask<int> DisconnectAsync(string userOrSession, string reason);
}
